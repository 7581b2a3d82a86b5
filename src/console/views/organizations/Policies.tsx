// Organizations → Policies: service control policies and resource control policies.
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import Alert from '@cloudscape-design/components/alert';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useState } from 'preact/hooks';
import {
  deletePolicy,
  listPolicies,
  type PolicyKind,
  type PolicySummary,
  policyTypes,
  readTree,
  switchType,
  type Tree,
} from '../../organizations.ts';
import { useAction, useQuery } from '../../query.ts';
import type { TabOf } from '../../routes.ts';
import { useSession } from '../../session.ts';
import { t } from '../../text.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { FailureAlert } from '../../ui/Failure.tsx';
import { ListPage } from '../../ui/ListPage.tsx';
import type { Column } from '../../ui/ResourceTable.tsx';
import { RouteLink } from '../../ui/RouteLink.tsx';
import { WriteButton } from '../../ui/WriteButton.tsx';

const keyOf = (policy: PolicySummary): string => policy.Id ?? '';
const nameOf = (policy: PolicySummary): string => policy.Name ?? '';

function OfKind({ kind, tree }: { kind: PolicyKind; tree: Tree }) {
  const session = useSession();
  const client = session.client(OrganizationsClient);
  const action = useAction();
  const [off, setOff] = useState(false);
  const on = tree.enabled.includes(policyTypes[kind]);
  const change = (to: boolean) => switchType(client, tree.root.id, kind, to);
  const columns: Column<PolicySummary>[] = [
    {
      id: 'name',
      header: t('policyName'),
      cell: (policy) => (
        <RouteLink to={{ view: 'organization-policy', id: keyOf(policy) }}>{nameOf(policy)}</RouteLink>
      ),
      sortBy: nameOf,
    },
    {
      id: 'kind',
      header: t('policyKind'),
      cell: (policy) => t(policy.AwsManaged ? 'awsManagedPolicy' : 'customerManagedPolicy'),
      sortBy: (policy) => (policy.AwsManaged ? 0 : 1),
    },
    {
      id: 'description',
      header: t('description'),
      cell: (policy) => policy.Description ?? '-',
      minWidth: 200,
    },
  ];
  if (!on)
    return (
      <SpaceBetween size="m">
        <FailureAlert failure={action.failure} />
        <Alert
          type="info"
          header={t('typeOff')}
          action={
            <WriteButton
              loading={action.busy}
              onClick={async () => {
                if (await action.run(async () => void (await change(true))))
                  session.flash({ type: 'success', header: t('typeSwitched') });
              }}
            >
              {t(`enableType_${kind}`)}
            </WriteButton>
          }
        >
          {t(kind === 'scp' ? 'scpHelp' : 'rcpHelp')} {t('typeOffHelp')}
        </Alert>
      </SpaceBetween>
    );
  return (
    <>
      <ListPage<PolicySummary>
        id={`organization-policies-${kind}`}
        queryKey={`organization-policies/${kind}`}
        headingLevel="h2"
        variant="container"
        title={t(kind === 'scp' ? 'scps' : 'rcps')}
        description={t(kind === 'scp' ? 'scpHelp' : 'rcpHelp')}
        read={() => listPolicies(client, kind)}
        columns={columns}
        keyOf={keyOf}
        nameOf={nameOf}
        searchLabel={t('searchOrganizationPolicies')}
        empty={t('noOrganizationPolicies')}
        create={{ text: t('createPolicy'), to: { view: 'create-organization-policy', type: kind } }}
        remove={{
          words: {
            title: () => t('deletePolicyTitle'),
            typeName: (name) => t('typePolicyName', { name }),
            help: t('deleteOrgPolicyHelp'),
            done: (_, name) => t('orgPolicyDeleted', { name }),
          },
          run: (id) => deletePolicy(client, id),
          refuse: (policy) => (policy.AwsManaged ? t('awsManagedStays') : undefined),
          single: true,
        }}
      />
      <p class="console-after">
        <WriteButton onClick={() => setOff(true)}>{t(`disableType_${kind}`)}</WriteButton>
      </p>
      {off && (
        <ConfirmDialog
          title={t(`disableType_${kind}`)}
          confirmLabel={t('disable')}
          onConfirm={() => change(false)}
          onDone={() => {
            setOff(false);
            session.flash({ type: 'success', header: t('typeSwitched') });
          }}
          onCancel={() => setOff(false)}
        >
          <p class="console-sentence">{t('disableTypeHelp')}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

export function OrganizationPolicies({ tab }: { tab: TabOf<'organization-policies'> }) {
  const session = useSession();
  const client = session.client(OrganizationsClient);
  const query = useQuery<Tree | undefined>('organization', () => readTree(client));
  const tree = query.data;
  return (
    <SpaceBetween size="l">
      <Header variant="h1">{t('policies')}</Header>
      <FailureAlert failure={query.failure} onRetry={query.refresh} />
      {!query.loading && !query.failure && !tree && (
        <Alert type="info" header={t('noOrganization')}>
          {t('noOrganizationHelp')} <RouteLink to={{ view: 'organization' }}>{t('awsAccounts')}</RouteLink>
        </Alert>
      )}
      {tree && (
        <Tabs
          ariaLabel={t('policies')}
          activeTabId={tab}
          onChange={({ detail }) =>
            session.navigate({ view: 'organization-policies', tab: detail.activeTabId as PolicyKind })
          }
          tabs={(['scp', 'rcp'] as const).map((kind) => ({
            id: kind,
            label: t(kind === 'scp' ? 'scps' : 'rcps'),
            content: <OfKind kind={kind} tree={tree} />,
          }))}
        />
      )}
    </SpaceBetween>
  );
}
