// IAM → Root access management: the two features of an organization's centralized root access.
import {
  DisableOrganizationsRootCredentialsManagementCommand,
  DisableOrganizationsRootSessionsCommand,
  EnableOrganizationsRootCredentialsManagementCommand,
  EnableOrganizationsRootSessionsCommand,
  ListOrganizationsFeaturesCommand,
} from '@aws-sdk/client-iam';
import Alert from '@cloudscape-design/components/alert';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { toFailure } from '../../errors.ts';
import { useAction, useQuery } from '../../query.ts';
import { useSession } from '../../session.ts';
import { t } from '../../text.ts';
import { FailureAlert } from '../../ui/Failure.tsx';
import { Section } from '../../ui/Section.tsx';
import { WriteButton } from '../../ui/WriteButton.tsx';

const features = ['RootCredentialsManagement', 'RootSessions'] as const;
type Feature = (typeof features)[number];

export function RootAccess() {
  const session = useSession();
  const { iam } = session.clients;
  const action = useAction();
  const query = useQuery<readonly string[] | 'none'>('root-features', async () => {
    try {
      return (await iam.send(new ListOrganizationsFeaturesCommand({}))).EnabledFeatures ?? [];
    } catch (error) {
      if (/OrganizationNotFound|AccountNotManagement/.test(toFailure(error).code)) return 'none';
      throw error;
    }
  });
  const change = (feature: Feature, on: boolean): Promise<unknown> => {
    if (feature === 'RootSessions')
      return on
        ? iam.send(new EnableOrganizationsRootSessionsCommand({}))
        : iam.send(new DisableOrganizationsRootSessionsCommand({}));
    return on
      ? iam.send(new EnableOrganizationsRootCredentialsManagementCommand({}))
      : iam.send(new DisableOrganizationsRootCredentialsManagementCommand({}));
  };
  return (
    <SpaceBetween size="l">
      <Header variant="h1" description={t('rootAccessHelp')}>
        {t('rootAccess')}
      </Header>
      <FailureAlert failure={query.failure} onRetry={query.refresh} />
      <FailureAlert failure={action.failure} />
      {query.data === 'none' && (
        <Alert type="info" header={t('noOrganizationHere')}>
          {t('noOrganizationHereHelp')}
        </Alert>
      )}
      {Array.isArray(query.data) &&
        features.map((feature) => {
          const on = query.data?.includes(feature) === true;
          return (
            <Section
              key={feature}
              title={t(`feature_${feature}`)}
              description={t(`feature_${feature}Help`)}
              actions={
                <WriteButton
                  loading={action.busy}
                  onClick={async () => {
                    if (await action.run(async () => void (await change(feature, !on))))
                      session.flash({ type: 'success', header: t('featureSaved') });
                  }}
                >
                  {t(on ? 'disable' : 'enable')}
                </WriteButton>
              }
            >
              <StatusIndicator type={on ? 'success' : 'stopped'}>
                {t(on ? 'featureOn' : 'featureOff')}
              </StatusIndicator>
            </Section>
          );
        })}
    </SpaceBetween>
  );
}
