// The IAM dashboard: recommendations worked out from real calls, counts, and the account's sign-in URL.
// Texts of what passes: published samples; of what fails, and the layout: unverified (facts, part F).
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Spinner from '@cloudscape-design/components/spinner';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'preact/hooks';
import { signInUrl } from '../caller.ts';
import { accountSummary, type Summary } from '../iam/account.ts';
import { accessKeys, mfaDevices } from '../iam/credentials.ts';
import { type Query, useQuery } from '../query.ts';
import type { Route } from '../routes.ts';
import { useSession } from '../session.ts';
import { formatCount, type Label, t } from '../text.ts';
import { AliasDialog } from '../ui/AliasDialog.tsx';
import { FailureAlert } from '../ui/Failure.tsx';
import { RouteLink } from '../ui/RouteLink.tsx';
import { Copyable } from '../ui/Secret.tsx';
import { Staged } from '../ui/Staged.tsx';

interface Recommendation {
  id: string;
  ok: boolean;
  text: string;
  help: string;
}

/** What the summary says about root. */
function rootRecommendations(summary: Summary): Recommendation[] {
  const mfa = (summary.AccountMFAEnabled ?? 0) > 0;
  const keys = (summary.AccountAccessKeysPresent ?? 0) > 0;
  return [
    {
      id: 'root-mfa',
      ok: mfa,
      text: t(mfa ? 'rootHasMfa' : 'rootNeedsMfa'),
      help: t(mfa ? 'rootHasMfaHelp' : 'rootNeedsMfaHelp'),
    },
    {
      id: 'root-keys',
      ok: !keys,
      text: t(keys ? 'rootHasKeys' : 'rootHasNoKeys'),
      help: t(keys ? 'rootHasKeysHelp' : 'rootHasNoKeysHelp'),
    },
  ];
}

const YEAR = 365 * 24 * 60 * 60 * 1000;

function OwnRecommendations({ user }: { user: string }) {
  const { iam } = useSession().clients;
  const mfa = useQuery(`mfa/${user}`, () => mfaDevices(iam, user));
  const keys = useQuery(`keys/${user}`, () => accessKeys(iam, user));
  const old = keys.data?.some(
    (key) =>
      key.Status === 'Active' &&
      Date.now() - Number(key.lastUsed?.LastUsedDate ?? key.CreateDate ?? new Date()) > YEAR,
  );
  return (
    <>
      {mfa.data !== undefined && (
        <Advice
          one={{
            id: 'own-mfa',
            ok: mfa.data.length > 0,
            text: t(mfa.data.length > 0 ? 'youHaveMfa' : 'youNeedMfa'),
            help: t(mfa.data.length > 0 ? 'youHaveMfaHelp' : 'youNeedMfaHelp'),
          }}
        />
      )}
      {keys.data !== undefined && (
        <Advice
          one={{
            id: 'own-keys',
            ok: !old,
            text: t(old ? 'oldKeys' : 'noOldKeys'),
            help: t(old ? 'oldKeysHelp' : 'noOldKeysHelp'),
          }}
        />
      )}
    </>
  );
}

function Advice({ one }: { one: Recommendation }) {
  return (
    <li>
      <StatusIndicator type={one.ok ? 'success' : 'warning'} iconAriaLabel={t(one.ok ? 'passes' : 'toDo')}>
        <Box variant="strong" color="inherit">
          {one.text}
        </Box>
      </StatusIndicator>
      <Box color="text-body-secondary" padding={{ left: 'l' }}>
        {one.help}
      </Box>
    </li>
  );
}

const resources = [
  ['Groups', 'userGroups', { view: 'groups' }],
  ['Users', 'users', { view: 'users' }],
  ['Roles', 'roles', { view: 'roles' }],
  ['Policies', 'policies', { view: 'policies' }],
] as const satisfies readonly (readonly [string, Label, Route])[];

function Recommendations({ summary }: { summary: Query<Summary> }) {
  const caller = useSession().caller.value;
  const waiting = summary.loading && summary.data === undefined;
  const advice = summary.data ? rootRecommendations(summary.data) : [];
  const open = advice.filter((one) => !one.ok).length;
  return (
    <Container
      header={
        <Header
          variant="h2"
          {...(summary.data ? { counter: `(${formatCount(open)})` } : {})}
          actions={
            <Button
              iconName="refresh"
              ariaLabel={t('refresh', { what: t('iamDashboard') })}
              onClick={summary.refresh}
            />
          }
        >
          {t('securityRecommendations')}
        </Header>
      }
    >
      <FailureAlert failure={summary.failure} onRetry={summary.refresh} />
      <ul class={`console-advice${waiting ? ' waiting' : ''}`}>
        {waiting && (
          <li>
            <Spinner />
          </li>
        )}
        {advice.map((one) => (
          <Advice key={one.id} one={one} />
        ))}
        {caller?.kind === 'user' && <OwnRecommendations user={caller.name} />}
      </ul>
    </Container>
  );
}

function Resources({ summary }: { summary: Query<Summary> }) {
  const waiting = summary.loading && summary.data === undefined;
  return (
    <Container header={<Header variant="h2">{t('iamResources')}</Header>}>
      {(summary.data || waiting) && (
        <KeyValuePairs
          columns={2}
          items={resources.map(([key, label, to]) => ({
            label: t(label),
            value: (
              <span class="console-count">
                {waiting ? '–' : <RouteLink to={to}>{formatCount(summary.data?.[key] ?? 0)}</RouteLink>}
              </span>
            ),
          }))}
        />
      )}
      {summary.failure && <Box color="text-body-secondary">{t('countsNotKnown')}</Box>}
    </Container>
  );
}

function AwsAccount() {
  const session = useSession();
  const [open, setOpen] = useState(false);
  const caller = session.caller.value;
  const alias = session.alias.value;
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            !session.readOnly && (
              <Button onClick={() => setOpen(true)}>
                {t(alias === undefined ? 'createAlias' : 'editAlias')}
              </Button>
            )
          }
        >
          {t('awsAccount')}
        </Header>
      }
    >
      {caller && (
        <KeyValuePairs
          columns={1}
          items={[
            { label: t('accountId'), value: <Copyable text={caller.account} label={t('accountId')} /> },
            { label: t('accountAlias'), value: alias ?? t('noAlias') },
            {
              label: t('signInUrl'),
              value: <Copyable text={signInUrl(alias ?? caller.account)} label={t('signInUrl')} />,
            },
          ]}
        />
      )}
      {open && <AliasDialog onClose={() => setOpen(false)} />}
    </Container>
  );
}

export function Dashboard() {
  const { clients } = useSession();
  const summary = useQuery('summary', () => accountSummary(clients.iam));
  return (
    <div class="console-stack">
      <Header variant="h1">{t('iamDashboard')}</Header>
      <Staged>
        <Recommendations summary={summary} />
        <Resources summary={summary} />
        <AwsAccount />
      </Staged>
    </div>
  );
}
