// Organizations → AWS accounts: the tree.
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import Alert from '@cloudscape-design/components/alert';
import Badge from '@cloudscape-design/components/badge';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { createOrganization, type Node, readTree, type Tree } from '../../organizations.ts';
import { useAction, useQuery } from '../../query.ts';
import { useSession } from '../../session.ts';
import { t } from '../../text.ts';
import { FailureAlert } from '../../ui/Failure.tsx';
import { RouteLink } from '../../ui/RouteLink.tsx';
import { Section } from '../../ui/Section.tsx';
import { WriteButton } from '../../ui/WriteButton.tsx';

export const toPlace = (node: Pick<Node, 'kind' | 'id'>) =>
  ({ view: node.kind === 'account' ? 'member' : 'unit', id: node.id }) as const;

function Branch({ node, tree }: { node: Node; tree: Tree }) {
  return (
    <li>
      <div class="console-place">
        <RouteLink to={toPlace(node)}>{node.name}</RouteLink>
        <Badge>{t(`place_${node.kind}`)}</Badge>
        <span class="console-waiting">{node.id}</span>
        {node.id === tree.organization.MasterAccountId && (
          <Badge color="blue">{t('managementAccount')}</Badge>
        )}
        {node.account?.Status === 'SUSPENDED' && <Badge color="red">{t('suspended')}</Badge>}
      </div>
      {node.children.length > 0 && (
        <ul>
          {node.children.map((child) => (
            <Branch key={child.id} node={child} tree={tree} />
          ))}
        </ul>
      )}
    </li>
  );
}

export function Organization() {
  const session = useSession();
  const client = session.client(OrganizationsClient);
  const query = useQuery<Tree | undefined>('organization', () => readTree(client));
  const action = useAction();
  const none = !query.loading && !query.failure && query.data === undefined;
  return (
    <SpaceBetween size="l">
      <Header variant="h1" description={t('organizationHelp')}>
        {t('awsAccounts')}
      </Header>
      <FailureAlert failure={action.failure} />
      {none && (
        <Alert
          type="info"
          header={t('noOrganization')}
          action={
            <WriteButton
              loading={action.busy}
              onClick={async () => {
                if (await action.run(async () => void (await createOrganization(client))))
                  session.flash({ type: 'success', header: t('organizationCreated') });
              }}
            >
              {t('createOrganization')}
            </WriteButton>
          }
        >
          {t('noOrganizationHelp')}
        </Alert>
      )}
      {!none && (
        <Section title={t('organizationalStructure')} query={query}>
          {query.data && (
            <ul class="console-tree">
              <Branch node={query.data.root} tree={query.data} />
            </ul>
          )}
        </Section>
      )}
    </SpaceBetween>
  );
}
