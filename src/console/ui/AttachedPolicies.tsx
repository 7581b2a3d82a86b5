// The permissions tab of a user, a group or a role: the policies that work for it, and what is attached or removed there.
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'preact/hooks';
import { type Holder, waysOf } from '../iam/holders.ts';
import { type PolicyLink, policyName, policyType } from '../iam/policies.ts';
import { useQuery } from '../query.ts';
import { toGroup } from '../routes.ts';
import { useSession } from '../session.ts';
import { type Label, t } from '../text.ts';
import { useBatch } from './batch.ts';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { FormDialog } from './FormDialog.tsx';
import { InlinePolicyDialog } from './InlinePolicyDialog.tsx';
import { PolicyName, typeText } from './PolicyDocument.tsx';
import { PolicyTable } from './PolicyTable.tsx';
import { type Column, ResourceTable } from './ResourceTable.tsx';
import { RouteLink } from './RouteLink.tsx';

const keyOf = (link: PolicyLink): string =>
  [link.name, link.arn ?? 'inline', link.via ?? ''].filter((part) => part !== '').join(', ');
const nameOf = (link: PolicyLink): string =>
  link.via === undefined ? link.name : `${link.name}, ${t('viaGroup', { name: link.via })}`;

const words = {
  user: { help: 'permissionsPoliciesHelp', empty: 'noPoliciesOfUser', remove: 'removePoliciesHelp' },
  group: { help: 'groupPoliciesHelp', empty: 'noPoliciesOfGroup', remove: 'removeGroupPoliciesHelp' },
  role: { help: 'rolePoliciesHelp', empty: 'noPoliciesOfRole', remove: 'removePoliciesHelp' },
} as const satisfies Record<Holder['kind'], Record<string, Label>>;

function AttachDialog({ holder, onDone }: { holder: Holder; onDone: () => void }) {
  const { iam } = useSession().clients;
  const batch = useBatch();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  return (
    <FormDialog
      size="max"
      title={t('attachPoliciesTo', { name: holder.name })}
      submitLabel={t('attachPolicies')}
      disabled={chosen.length === 0}
      onSubmit={() =>
        batch.run(chosen, (arn) => waysOf[holder.kind].attach(iam, holder.name, arn), {
          header: (count) => t('policiesAttached', { count, name: holder.name }),
          refused: (arn) => t('refused_policy', { name: policyName(arn) }),
        })
      }
      onDone={onDone}
      onCancel={onDone}
    >
      <PolicyTable title={t('otherPolicies')} chosen={chosen} onChoose={setChosen} />
    </FormDialog>
  );
}

export function AttachedPolicies({ holder }: { holder: Holder }) {
  const session = useSession();
  const { iam } = session.clients;
  const { kind, name } = holder;
  const ways = waysOf[kind];
  const query = useQuery<readonly PolicyLink[]>(`policies-of/${kind}/${name}`, () => ways.list(iam, name));
  const [selected, setSelected] = useState<readonly PolicyLink[]>([]);
  const [dialog, setDialog] = useState<'attach' | 'inline' | 'remove' | undefined>(undefined);
  const close = (): void => setDialog(undefined);
  const direct = selected.filter((link) => link.via === undefined);
  const columns: Column<PolicyLink>[] = [
    {
      id: 'name',
      header: t('policyName'),
      cell: (link) => (
        <PolicyName
          link={link}
          holder={link.via === undefined ? holder : { kind: 'group', name: link.via }}
        />
      ),
      sortBy: (link) => link.name,
      minWidth: 200,
    },
    {
      id: 'type',
      header: t('type'),
      cell: (link) => t(typeText[policyType(link.arn)]),
      sortBy: (link) => policyType(link.arn),
    },
  ];
  if (kind === 'user')
    columns.push({
      id: 'via',
      header: t('attachedVia'),
      cell: (link) =>
        link.via === undefined ? (
          t(link.arn === undefined ? 'viaInline' : 'viaDirectly')
        ) : (
          <RouteLink to={toGroup(link.via, 'permissions')}>{t('viaGroup', { name: link.via })}</RouteLink>
        ),
      sortBy: (link) => link.via ?? '',
    });
  return (
    <>
      <ResourceTable<PolicyLink>
        id={`policies-of-${kind}`}
        title={t('permissionsPolicies')}
        description={t(words[kind].help)}
        query={query}
        columns={columns}
        keyOf={keyOf}
        nameOf={nameOf}
        searchLabel={t('searchPolicies')}
        empty={t(words[kind].empty)}
        {...(session.readOnly ? {} : { selection: 'multi' as const })}
        selected={selected}
        onSelect={setSelected}
        actions={
          !session.readOnly && (
            <SpaceBetween direction="horizontal" size="xs">
              <Button
                disabled={direct.length === 0}
                {...(selected.length > 0 && direct.length === 0
                  ? { disabledReason: t('removeViaGroup') }
                  : {})}
                onClick={() => setDialog('remove')}
              >
                {t('remove')}
              </Button>
              <ButtonDropdown
                items={[
                  { id: 'attach', text: t(kind === 'user' ? 'addPermissions' : 'attachPolicies') },
                  { id: 'inline', text: t('createInlinePolicy') },
                ]}
                onItemClick={({ detail }) => {
                  if (detail.id === 'inline') setDialog('inline');
                  else if (kind === 'user') session.navigate({ view: 'add-permissions', name });
                  else setDialog('attach');
                }}
              >
                {t('addPermissions')}
              </ButtonDropdown>
            </SpaceBetween>
          )
        }
      />
      {dialog === 'attach' && <AttachDialog holder={holder} onDone={close} />}
      {dialog === 'inline' && (
        <InlinePolicyDialog
          onSave={(policy, document) => ways.putInline(iam, name, policy, document)}
          onDone={(policy) => {
            close();
            session.flash({ type: 'success', header: t('policyCreated', { name: policy }) });
          }}
          onCancel={close}
        />
      )}
      {dialog === 'remove' && (
        <ConfirmDialog
          title={t('removePoliciesTitle', { count: direct.length })}
          confirmLabel={t('removePolicies')}
          onConfirm={async () => {
            for (const link of direct) await ways.remove(iam, name, link);
          }}
          onDone={() => {
            close();
            setSelected([]);
            session.flash({ type: 'success', header: t('policiesRemoved', { count: direct.length }) });
          }}
          onCancel={close}
        >
          <p class="console-sentence">{t(words[kind].remove)}</p>
          <ul class="console-names">
            {direct.map((link) => (
              <li key={keyOf(link)}>{link.name}</li>
            ))}
          </ul>
        </ConfirmDialog>
      )}
    </>
  );
}
