// Organizations → the root, a unit or an account: what is in it, and the policies attached to it.
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import Alert from '@cloudscape-design/components/alert';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'preact/hooks';
import {
  createAccount,
  createUnit,
  deleteUnit,
  flat,
  moveAccount,
  type Node,
  readTree,
  renameUnit,
  type Tree,
} from '../../organizations.ts';
import { useQuery } from '../../query.ts';
import { useSession } from '../../session.ts';
import { formatDate, t } from '../../text.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { FailureAlert } from '../../ui/Failure.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { RouteLink } from '../../ui/RouteLink.tsx';
import { Section } from '../../ui/Section.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { WriteButton } from '../../ui/WriteButton.tsx';
import { toPlace } from './Organization.tsx';
import { PlacePolicies } from './PlacePolicies.tsx';

function useTree(id: string) {
  const client = useSession().client(OrganizationsClient);
  const query = useQuery<Tree | undefined>('organization', () => readTree(client));
  const node = query.data && flat(query.data.root).find((one) => one.node.id === id)?.node;
  return { client, query, node };
}

type Dialog = 'unit' | 'account' | 'rename' | 'delete' | 'move' | undefined;

/** One line to write, and a request with it. */
function NameDialog({
  title,
  label,
  first = '',
  submit,
  done,
  onClose,
}: {
  title: string;
  label: string;
  first?: string;
  submit: (name: string) => Promise<unknown>;
  done: (name: string) => string;
  onClose: () => void;
}) {
  const session = useSession();
  const [name, setName] = useState(first);
  return (
    <FormDialog
      title={title}
      submitLabel={title}
      disabled={name.trim() === ''}
      onSubmit={() => submit(name.trim())}
      onDone={() => {
        onClose();
        session.flash({ type: 'success', header: done(name.trim()) });
      }}
      onCancel={onClose}
    >
      <TextField label={label} value={name} onChange={setName} />
    </FormDialog>
  );
}

function AccountDialog({
  client,
  parent,
  root,
  onClose,
}: {
  client: OrganizationsClient;
  parent: string;
  root: string;
  onClose: () => void;
}) {
  const session = useSession();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  return (
    <FormDialog
      title={t('addAccount')}
      submitLabel={t('addAccount')}
      disabled={name.trim() === '' || email.trim() === ''}
      onSubmit={async () => {
        const before = new Set(flat((await readTree(client))?.root ?? emptyNode).map(({ node }) => node.id));
        await createAccount(client, name.trim(), email.trim());
        // AWS puts a new account under the root; the console moves it to where it was asked for.
        if (parent === root) return;
        const made = flat((await readTree(client))?.root ?? emptyNode).find(
          ({ node }) => !before.has(node.id),
        );
        if (made) await moveAccount(client, made.node.id, parent);
      }}
      onDone={() => {
        onClose();
        session.flash({ type: 'success', header: t('accountAdded', { name: name.trim() }) });
      }}
      onCancel={onClose}
    >
      <TextField label={t('memberName')} value={name} onChange={setName} />
      <TextField
        label={t('memberEmail')}
        type="email"
        description={t('memberEmailHelp')}
        value={email}
        onChange={setEmail}
      />
    </FormDialog>
  );
}

const emptyNode: Node = { kind: 'root', id: '', name: '', arn: '', children: [] };

export function UnitPage({ id }: { id: string }) {
  const session = useSession();
  const { client, query, node } = useTree(id);
  const [dialog, setDialog] = useState<Dialog>();
  const close = (): void => setDialog(undefined);
  const isUnit = node?.kind === 'unit';
  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        description={node && `${t(`place_${node.kind}`)} · ${node.id}`}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            {isUnit && (
              <WriteButton
                disabled={node.children.length > 0}
                disabledReason={node.children.length > 0 ? t('deleteUnitHelp') : undefined}
                onClick={() => setDialog('delete')}
              >
                {t('delete')}
              </WriteButton>
            )}
            {isUnit && <WriteButton onClick={() => setDialog('rename')}>{t('renameUnit')}</WriteButton>}
            <WriteButton onClick={() => setDialog('unit')}>{t('createUnit')}</WriteButton>
            <WriteButton onClick={() => setDialog('account')}>{t('addAccount')}</WriteButton>
          </SpaceBetween>
        }
      >
        {node?.name ?? id}
      </Header>
      <FailureAlert failure={query.failure} onRetry={query.refresh} />
      {node && query.data && (
        <SpaceBetween size="l">
          <Section title={t('childrenHere')}>
            {node.children.length === 0 && <p class="console-sentence">{t('noChildren')}</p>}
            <ul class="console-names">
              {node.children.map((child) => (
                <li key={child.id}>
                  <RouteLink to={toPlace(child)}>{child.name}</RouteLink>{' '}
                  <span class="console-waiting">
                    {t(`place_${child.kind}`)} · {child.id}
                  </span>
                </li>
              ))}
            </ul>
          </Section>
          <PlacePolicies target={id} name={node.name} enabled={query.data.enabled} />
        </SpaceBetween>
      )}
      {dialog === 'unit' && (
        <NameDialog
          title={t('createUnit')}
          label={t('unitName')}
          submit={(name) => createUnit(client, id, name)}
          done={(name) => t('unitCreated', { name })}
          onClose={close}
        />
      )}
      {dialog === 'rename' && (
        <NameDialog
          title={t('renameUnit')}
          label={t('unitName')}
          first={node?.name ?? ''}
          submit={(name) => renameUnit(client, id, name)}
          done={(name) => t('unitRenamed', { name })}
          onClose={close}
        />
      )}
      {dialog === 'account' && (
        <AccountDialog client={client} parent={id} root={query.data?.root.id ?? ''} onClose={close} />
      )}
      {dialog === 'delete' && (
        <ConfirmDialog
          title={t('deleteTitle', { name: node?.name ?? id })}
          phrase={node?.name ?? id}
          confirmLabel={t('delete')}
          onConfirm={() => deleteUnit(client, id)}
          onDone={() => {
            session.navigate({ view: 'organization' });
            session.flash({ type: 'success', header: t('unitDeleted') });
          }}
          onCancel={close}
        >
          <p class="console-sentence">{t('deleteUnitHelp')}</p>
        </ConfirmDialog>
      )}
    </SpaceBetween>
  );
}

function MoveDialog({
  client,
  tree,
  node,
  onClose,
}: {
  client: OrganizationsClient;
  tree: Tree;
  node: Node;
  onClose: () => void;
}) {
  const session = useSession();
  const [to, setTo] = useState<string | undefined>();
  const options = flat(tree.root)
    .filter((one) => one.node.kind !== 'account' && !one.node.children.includes(node))
    .map((one) => ({ value: one.node.id, label: `${'– '.repeat(one.depth)}${one.node.name}` }));
  return (
    <FormDialog
      title={t('moveAccountTitle', { name: node.name })}
      submitLabel={t('moveAccount')}
      disabled={to === undefined}
      onSubmit={async () => to !== undefined && (await moveAccount(client, node.id, to))}
      onDone={() => {
        onClose();
        session.flash({ type: 'success', header: t('accountMoved') });
      }}
      onCancel={onClose}
    >
      <FormField label={t('destination')}>
        <Select
          selectedOption={options.find((option) => option.value === to) ?? null}
          options={options}
          onChange={({ detail }) => setTo(detail.selectedOption.value)}
        />
      </FormField>
    </FormDialog>
  );
}

export function MemberPage({ id }: { id: string }) {
  const { client, query, node } = useTree(id);
  const [moving, setMoving] = useState(false);
  const isManagement = query.data?.organization.MasterAccountId === id;
  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        description={t('place_account')}
        actions={
          <WriteButton disabled={node === undefined} onClick={() => setMoving(true)}>
            {t('moveAccount')}
          </WriteButton>
        }
      >
        {node?.name ?? id}
      </Header>
      <FailureAlert failure={query.failure} onRetry={query.refresh} />
      {node && query.data && (
        <SpaceBetween size="l">
          <Section title={t('accountDetails')}>
            <KeyValuePairs
              columns={3}
              items={[
                { label: t('accountId'), value: id },
                { label: t('ownerEmail'), value: node.account?.Email ?? '-' },
                { label: t('status'), value: node.account?.Status ?? '-' },
                { label: t('joined'), value: formatDate(node.account?.JoinedTimestamp) },
                { label: t('arn'), value: <span class="console-arn">{node.arn}</span> },
              ]}
            />
          </Section>
          <Alert type="info">{t(isManagement ? 'scpHelp' : 'switchHint')}</Alert>
          <PlacePolicies target={id} name={node.name} enabled={query.data.enabled} />
        </SpaceBetween>
      )}
      {moving && node && query.data && (
        <MoveDialog client={client} tree={query.data} node={node} onClose={() => setMoving(false)} />
      )}
    </SpaceBetween>
  );
}
