// The service and resource control policies that are attached to one place of the organization.
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import SpaceBetween from '@cloudscape-design/components/space-between';
import {
  attach,
  detach,
  listPolicies,
  type PolicyKind,
  type PolicySummary,
  policiesAt,
  policyTypes,
} from '../../organizations.ts';
import { useQuery } from '../../query.ts';
import { useSession } from '../../session.ts';
import { t } from '../../text.ts';
import type { Column } from '../../ui/ResourceTable.tsx';
import { RouteLink } from '../../ui/RouteLink.tsx';
import { AttachDialog, Attachments } from './Attachments.tsx';

const keyOf = (policy: PolicySummary): string => policy.Id ?? '';
const nameOf = (policy: PolicySummary): string => policy.Name ?? '';

interface Place {
  kind: PolicyKind;
  /** Id of the root, unit or account. */
  target: string;
  name: string;
}

function AttachPolicy({
  kind,
  target,
  name,
  without,
  onClose,
}: Place & { without: readonly string[]; onClose: () => void }) {
  const client = useSession().client(OrganizationsClient);
  const query = useQuery(`organization-policies/${kind}`, () => listPolicies(client, kind));
  return (
    <AttachDialog
      title={t('attachPolicyTo', { name })}
      label={t(kind === 'scp' ? 'scps' : 'rcps')}
      options={(query.data ?? [])
        .filter((policy) => !without.includes(keyOf(policy)))
        .map((policy) => ({
          value: keyOf(policy),
          label: nameOf(policy),
          description: policy.Description ?? '',
        }))}
      placeholder={t('choosePolicy')}
      empty={t('noOrganizationPolicies')}
      failure={query.failure}
      onRetry={query.refresh}
      onAttach={(chosen) => attach(client, chosen, target)}
      onClose={onClose}
    />
  );
}

const columns: () => Column<PolicySummary>[] = () => [
  {
    id: 'name',
    header: t('policyName'),
    cell: (policy) => (
      <RouteLink to={{ view: 'organization-policy', id: keyOf(policy) }}>{nameOf(policy)}</RouteLink>
    ),
    sortBy: nameOf,
  },
  {
    id: 'description',
    header: t('description'),
    cell: (policy) => policy.Description ?? '-',
    minWidth: 200,
  },
];

function OfKind({ kind, target, name }: Place) {
  const client = useSession().client(OrganizationsClient);
  const query = useQuery<readonly PolicySummary[]>(`policies-at/${target}/${kind}`, () =>
    policiesAt(client, target, kind),
  );
  return (
    <Attachments<PolicySummary>
      id={`policies-at-${kind}`}
      title={t(kind === 'scp' ? 'scps' : 'rcps')}
      description={t('inheritedHelp')}
      query={query}
      columns={columns()}
      keyOf={keyOf}
      nameOf={nameOf}
      searchLabel={t('searchOrganizationPolicies')}
      empty={t('noOrganizationPolicies')}
      detachTitle={(policy) => t('detachTitle', { policy: nameOf(policy), name })}
      onDetach={(policy) => detach(client, keyOf(policy), target)}
      dialog={(close) => (
        <AttachPolicy
          kind={kind}
          target={target}
          name={name}
          without={(query.data ?? []).map(keyOf)}
          onClose={close}
        />
      )}
    />
  );
}

/** @param target id of the root, unit or account */
export function PlacePolicies({
  target,
  name,
  enabled,
}: {
  target: string;
  name: string;
  enabled: readonly string[];
}) {
  return (
    <SpaceBetween size="l">
      {(Object.keys(policyTypes) as PolicyKind[])
        .filter((kind) => enabled.includes(policyTypes[kind]))
        .map((kind) => (
          <OfKind key={kind} kind={kind} target={target} name={name} />
        ))}
    </SpaceBetween>
  );
}
