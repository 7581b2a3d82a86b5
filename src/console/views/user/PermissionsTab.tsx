// A user's permissions: policies of its own and through groups, and the permissions boundary.
import type { AttachedPermissionsBoundary } from '@aws-sdk/client-iam';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'preact/hooks';
import { type PolicyLink, policyName, policyType } from '../../iam/policies.ts';
import { effectivePolicies, putUserInline, removeUserPolicy, setBoundary } from '../../iam/users.ts';
import { useQuery } from '../../query.ts';
import { toGroup } from '../../routes.ts';
import { useSession } from '../../session.ts';
import { t } from '../../text.ts';
import { BoundaryDialog } from '../../ui/BoundaryDialog.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { InlinePolicyDialog } from '../../ui/InlinePolicyDialog.tsx';
import { PolicyName, typeText } from '../../ui/PolicyDocument.tsx';
import { type Column, ResourceTable } from '../../ui/ResourceTable.tsx';
import { RouteLink } from '../../ui/RouteLink.tsx';

const keyOf = (link: PolicyLink): string =>
  [link.name, link.arn ?? 'inline', link.via ?? ''].filter((part) => part !== '').join(', ');
const nameOf = (link: PolicyLink): string => link.name;

export function PermissionsTab({
  name,
  boundary,
}: {
  name: string;
  boundary: AttachedPermissionsBoundary | undefined;
}) {
  const session = useSession();
  const { iam } = session.clients;
  const query = useQuery<readonly PolicyLink[]>(`policies-of/${name}`, () => effectivePolicies(iam, name));
  const [selected, setSelected] = useState<readonly PolicyLink[]>([]);
  const [dialog, setDialog] = useState<'remove' | 'inline' | 'boundary' | 'no-boundary' | undefined>(
    undefined,
  );
  const direct = selected.filter((link) => link.via === undefined);
  const columns: Column<PolicyLink>[] = [
    {
      id: 'name',
      header: t('policyName'),
      cell: (link) => (
        <PolicyName
          link={link}
          holder={link.via === undefined ? { kind: 'user', name } : { kind: 'group', name: link.via }}
        />
      ),
      sortBy: nameOf,
      minWidth: 200,
    },
    {
      id: 'type',
      header: t('type'),
      cell: (link) => t(typeText[policyType(link.arn)]),
      sortBy: (link) => policyType(link.arn),
    },
    {
      id: 'via',
      header: t('attachedVia'),
      cell: (link) =>
        link.via === undefined ? (
          t(link.arn === undefined ? 'viaInline' : 'viaDirectly')
        ) : (
          <RouteLink to={toGroup(link.via, 'permissions')}>{t('viaGroup', { name: link.via })}</RouteLink>
        ),
      sortBy: (link) => link.via ?? '',
    },
  ];
  const bound = boundary?.PermissionsBoundaryArn;
  return (
    <SpaceBetween size="l">
      <ResourceTable<PolicyLink>
        id="policies-of-user"
        title={t('permissionsPolicies')}
        description={t('permissionsPoliciesHelp')}
        query={query}
        columns={columns}
        keyOf={keyOf}
        nameOf={(link) =>
          link.via === undefined ? link.name : `${link.name}, ${t('viaGroup', { name: link.via })}`
        }
        searchText={nameOf}
        searchLabel={t('searchPolicies')}
        empty={t('noPoliciesOfUser')}
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
                  { id: 'add', text: t('addPermissions') },
                  { id: 'inline', text: t('createInlinePolicy') },
                ]}
                onItemClick={({ detail }) => {
                  if (detail.id === 'add') session.navigate({ view: 'add-permissions', name });
                  else setDialog('inline');
                }}
              >
                {t('addPermissions')}
              </ButtonDropdown>
            </SpaceBetween>
          )
        }
      />
      <ExpandableSection
        variant="container"
        defaultExpanded={bound !== undefined}
        headerText={bound === undefined ? t('boundaryNotSet') : t('boundarySet')}
      >
        <SpaceBetween size="m">
          <p class="console-sentence">{t('boundaryHelp')}</p>
          {bound !== undefined && (
            <Box>
              <PolicyName link={{ name: policyName(bound), arn: bound, via: undefined }} />
            </Box>
          )}
          {!session.readOnly && (
            <SpaceBetween direction="horizontal" size="xs">
              <Button onClick={() => setDialog('boundary')}>
                {t(bound === undefined ? 'setBoundaryButton' : 'changeBoundary')}
              </Button>
              {bound !== undefined && (
                <Button onClick={() => setDialog('no-boundary')}>{t('removeBoundary')}</Button>
              )}
            </SpaceBetween>
          )}
        </SpaceBetween>
      </ExpandableSection>
      {dialog === 'remove' && (
        <ConfirmDialog
          title={t('removePoliciesTitle', { count: direct.length })}
          confirmLabel={t('removePolicies')}
          onConfirm={async () => {
            for (const link of direct) await removeUserPolicy(iam, name, link);
          }}
          onDone={() => {
            setDialog(undefined);
            setSelected([]);
            session.flash({ type: 'success', header: t('policiesRemoved', { count: direct.length }) });
          }}
          onCancel={() => setDialog(undefined)}
        >
          <p class="console-sentence">{t('removePoliciesHelp')}</p>
          <ul class="console-names">
            {direct.map((link) => (
              <li key={keyOf(link)}>{link.name}</li>
            ))}
          </ul>
        </ConfirmDialog>
      )}
      {dialog === 'inline' && (
        <InlinePolicyDialog
          onSave={(policy, document) => putUserInline(iam, name, policy, document)}
          onDone={(policy) => {
            setDialog(undefined);
            session.flash({ type: 'success', header: t('policyCreated', { name: policy }) });
          }}
          onCancel={() => setDialog(undefined)}
        />
      )}
      {dialog === 'boundary' && (
        <BoundaryDialog
          current={bound}
          onSave={(arn) => setBoundary(iam, name, arn)}
          onDone={() => {
            setDialog(undefined);
            session.flash({ type: 'success', header: t('boundarySaved') });
          }}
          onCancel={() => setDialog(undefined)}
        />
      )}
      {dialog === 'no-boundary' && (
        <ConfirmDialog
          title={t('removeBoundaryTitle')}
          confirmLabel={t('removeBoundary')}
          onConfirm={() => setBoundary(iam, name, undefined)}
          onDone={() => {
            setDialog(undefined);
            session.flash({ type: 'success', header: t('boundaryRemoved') });
          }}
          onCancel={() => setDialog(undefined)}
        >
          <p class="console-sentence">{t('removeBoundaryHelp', { name })}</p>
        </ConfirmDialog>
      )}
    </SpaceBetween>
  );
}
