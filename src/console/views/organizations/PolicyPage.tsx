// Organizations → Policies → one policy: its content and the places it is attached to. And making one.
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'preact/hooks';
import {
  attach,
  createPolicy,
  describePolicy,
  detach,
  flat,
  type PolicyKind,
  type PolicyTargetSummary,
  readTree,
  savePolicy,
  targetsOf,
} from '../../organizations.ts';
import { useQuery } from '../../query.ts';
import { useSession } from '../../session.ts';
import { t } from '../../text.ts';
import { CreateForm } from '../../ui/CreateForm.tsx';
import { DocumentSection } from '../../ui/DocumentSection.tsx';
import { FailureAlert } from '../../ui/Failure.tsx';
import { checkDocument, JsonField } from '../../ui/JsonField.tsx';
import type { Column } from '../../ui/ResourceTable.tsx';
import { RouteLink } from '../../ui/RouteLink.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { AttachDialog, Attachments } from './Attachments.tsx';
import { toPlace } from './Organization.tsx';

const example: Record<PolicyKind, string> = {
  scp: JSON.stringify(
    { Version: '2012-10-17', Statement: [{ Sid: 'Statement1', Effect: 'Deny', Action: [], Resource: '*' }] },
    null,
    4,
  ),
  rcp: JSON.stringify(
    {
      Version: '2012-10-17',
      Statement: [{ Sid: 'Statement1', Effect: 'Deny', Principal: '*', Action: [], Resource: '*' }],
    },
    null,
    4,
  ),
};

export function CreateOrganizationPolicy({ type }: { type: string }) {
  const session = useSession();
  const kind: PolicyKind = type === 'rcp' ? 'rcp' : 'scp';
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [content, setContent] = useState(example[kind]);
  const [tried, setTried] = useState(false);
  const [made, setMade] = useState('');
  return (
    <CreateForm
      title={t('createPolicy')}
      description={t(kind === 'scp' ? 'scpHelp' : 'rcpHelp')}
      submitLabel={t('createPolicy')}
      failureHeader={t('policyNotCreated')}
      back={{ view: 'organization-policies', tab: kind }}
      check={() => {
        setTried(true);
        return name.trim() !== '' && checkDocument(content) === undefined;
      }}
      onSubmit={async () =>
        setMade(
          await createPolicy(session.client(OrganizationsClient), kind, {
            name: name.trim(),
            description: description.trim(),
            content,
          }),
        )
      }
      done={() => ({
        header: t('orgPolicyCreated', { name: name.trim() }),
        view:
          made === ''
            ? undefined
            : { text: t('viewPolicy'), route: { view: 'organization-policy', id: made } },
      })}
    >
      <Container>
        <SpaceBetween size="m">
          <TextField
            label={t('orgPolicyName')}
            value={name}
            onChange={setName}
            error={tried && name.trim() === '' ? t('policyName_empty') : undefined}
          />
          <TextField label={t('orgPolicyDescription')} value={description} onChange={setDescription} />
        </SpaceBetween>
      </Container>
      <Container header={<Header variant="h2">{t('policyDocument')}</Header>}>
        <JsonField value={content} onChange={setContent} label={t('policyEditor')} kind={kind} />
      </Container>
    </CreateForm>
  );
}

const targetKey = (target: PolicyTargetSummary): string => target.TargetId ?? '';
const targetName = (target: PolicyTargetSummary): string => target.Name ?? '';

function AttachTarget({
  id,
  without,
  onClose,
}: {
  id: string;
  without: readonly string[];
  onClose: () => void;
}) {
  const client = useSession().client(OrganizationsClient);
  const tree = useQuery('organization', () => readTree(client));
  return (
    <AttachDialog
      title={t('attach')}
      label={t('targets')}
      options={(tree.data ? flat(tree.data.root) : [])
        .filter(({ node }) => !without.includes(node.id))
        .map(({ node, depth }) => ({
          value: node.id,
          label: `${'– '.repeat(depth)}${node.name}`,
          description: node.id,
        }))}
      failure={tree.failure}
      onRetry={tree.refresh}
      onAttach={(to) => attach(client, id, to)}
      onClose={onClose}
    />
  );
}

function Targets({ id }: { id: string }) {
  const client = useSession().client(OrganizationsClient);
  const query = useQuery<readonly PolicyTargetSummary[]>(`targets/${id}`, () => targetsOf(client, id));
  const columns: Column<PolicyTargetSummary>[] = [
    {
      id: 'name',
      header: t('name'),
      cell: (target) => (
        <RouteLink
          to={toPlace({ kind: target.Type === 'ACCOUNT' ? 'account' : 'unit', id: targetKey(target) })}
        >
          {targetName(target)}
        </RouteLink>
      ),
      sortBy: targetName,
    },
    { id: 'id', header: 'ID', cell: targetKey, sortBy: targetKey },
  ];
  return (
    <Attachments<PolicyTargetSummary>
      id="targets"
      title={t('targets')}
      description={t('targetsHelp')}
      query={query}
      columns={columns}
      keyOf={targetKey}
      nameOf={targetName}
      searchLabel={t('searchTargets')}
      empty={t('noTargets')}
      detachTitle={(target) => t('detachTitle', { policy: id, name: targetName(target) })}
      onDetach={(target) => detach(client, id, targetKey(target))}
      dialog={(close) => <AttachTarget id={id} without={(query.data ?? []).map(targetKey)} onClose={close} />}
    />
  );
}

export function OrganizationPolicyPage({ id }: { id: string }) {
  const session = useSession();
  const client = session.client(OrganizationsClient);
  const query = useQuery(`organization-policy/${id}`, () => describePolicy(client, id));
  const policy = query.data;
  const kind: PolicyKind = policy?.summary.Type === 'RESOURCE_CONTROL_POLICY' ? 'rcp' : 'scp';
  return (
    <SpaceBetween size="l">
      <Header variant="h1" description={policy?.summary.Description}>
        {policy?.summary.Name ?? id}
      </Header>
      <FailureAlert failure={query.failure} onRetry={query.refresh} />
      {policy && (
        <SpaceBetween size="l">
          <DocumentSection
            title={t('policyDocument')}
            kind={kind}
            document={policy.content}
            editable={!policy.summary.AwsManaged}
            editLabel={t('editPolicy')}
            onSave={(content) => savePolicy(client, id, content)}
            saved={t('orgPolicySaved')}
          />
          <Targets id={id} />
        </SpaceBetween>
      )}
    </SpaceBetween>
  );
}
