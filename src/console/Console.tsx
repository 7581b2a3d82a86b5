// The console's frame: top navigation, the standing banner, side navigation, breadcrumbs, flashes, and the view.
// Its layout is its own rather than Cloudscape's AppLayout, which assumes that it has the whole window: the console also
// opens in a sheet inside a lesson.
import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group';
import Button from '@cloudscape-design/components/button';
import Flashbar from '@cloudscape-design/components/flashbar';
import { I18nProvider } from '@cloudscape-design/components/i18n';
import messages from '@cloudscape-design/components/i18n/messages/all.en';
import SideNavigation from '@cloudscape-design/components/side-navigation';
import TopNavigation from '@cloudscape-design/components/top-navigation';
import { useEffect, useRef, useState } from 'preact/hooks';
import { accountAlias, type Caller, whoAmI } from './iam/account.ts';
import { policyName } from './iam/policies.ts';
import { pageOf, parseRoute, type Route, toGroup, toPolicy, toRole, toUser } from './routes.ts';
import { type Session, SessionContext, useSession } from './session.ts';
import { type Label, t } from './text.ts';
import { FailureText } from './ui/Failure.tsx';
import { View } from './View.tsx';

const groupDigits = (account: string): string => account.replace(/(\d{4})(?=\d)/g, '$1-');

/** Who you are, as the real console writes it at the top right: `anna @ 1111-2222-3333`. */
function callerText(caller: Caller | undefined, alias: string | undefined): string {
  if (!caller) return t('loading');
  const account = alias ?? groupDigits(caller.account);
  return `${caller.kind === 'root' ? t('rootUser') : caller.name} @ ${account}`;
}

interface Crumb {
  text: string;
  to: Route;
}

/** Title of the view and the way to it. */
function crumbs(route: Route): Crumb[] {
  const home: Crumb = { text: t('iam'), to: { view: 'dashboard' } };
  const list = (text: Label, to: Route): Crumb => ({ text: t(text), to });
  const users = list('users', { view: 'users' });
  switch (route.view) {
    case 'dashboard':
      return [home, list('dashboard', route)];
    case 'users':
      return [home, users];
    case 'create-user':
      return [home, users, list('createUser', route)];
    case 'user':
      return [home, users, { text: route.name, to: route }];
    case 'add-permissions':
      return [home, users, { text: route.name, to: toUser(route.name) }, list('addPermissions', route)];
    case 'add-to-groups':
      return [home, users, { text: route.name, to: toUser(route.name) }, list('addUserToGroups', route)];
    case 'create-access-key':
    case 'assign-mfa': {
      const here = list(route.view === 'assign-mfa' ? 'assignMfa' : 'createAccessKey', route);
      return route.name === undefined
        ? [home, list('mySecurityCredentials', { view: 'security-credentials' }), here]
        : [home, users, { text: route.name, to: toUser(route.name, 'security-credentials') }, here];
    }
    case 'groups':
      return [home, list('userGroups', route)];
    case 'create-group':
      return [home, list('userGroups', { view: 'groups' }), list('createUserGroup', route)];
    case 'group':
      return [home, list('userGroups', { view: 'groups' }), { text: route.name, to: toGroup(route.name) }];
    case 'policies':
      return [home, list('policies', route)];
    case 'create-policy':
      return [home, list('policies', { view: 'policies' }), list('createPolicy', route)];
    case 'policy':
      return [
        home,
        list('policies', { view: 'policies' }),
        { text: policyName(route.arn), to: toPolicy(route.arn) },
      ];
    case 'roles':
      return [home, list('roles', route)];
    case 'create-role':
      return [home, list('roles', { view: 'roles' }), list('createRole', route)];
    case 'role':
      return [home, list('roles', { view: 'roles' }), { text: route.name, to: toRole(route.name) }];
    case 'account-settings':
      return [home, list('accountSettings', route)];
    case 'credential-report':
      return [home, list('credentialReport', route)];
    case 'security-credentials':
      return [home, list('mySecurityCredentials', route)];
    case 'unknown':
      return [home, list('pageNotFound', route)];
  }
}

/** The entry of the side navigation that a view belongs to. */
function section(route: Route): Route {
  switch (route.view) {
    case 'create-user':
    case 'user':
    case 'add-permissions':
    case 'add-to-groups':
      return { view: 'users' };
    case 'create-access-key':
    case 'assign-mfa':
      return route.name === undefined ? route : { view: 'users' };
    case 'create-group':
    case 'group':
      return { view: 'groups' };
    case 'create-policy':
    case 'policy':
      return { view: 'policies' };
    case 'create-role':
    case 'role':
      return { view: 'roles' };
    default:
      return route;
  }
}

function Navigation({ onFollow }: { onFollow: () => void }) {
  const session = useSession();
  const link = (text: Label, to: Route) => ({ type: 'link' as const, text: t(text), href: session.href(to) });
  return (
    <SideNavigation
      activeHref={session.href(section(session.route.value))}
      header={{ text: t('iamFull'), href: session.href({ view: 'dashboard' }) }}
      items={[
        link('dashboard', { view: 'dashboard' }),
        {
          type: 'section',
          text: t('accessManagement'),
          items: [
            link('userGroups', { view: 'groups' }),
            link('users', { view: 'users' }),
            link('roles', { view: 'roles' }),
            link('policies', { view: 'policies' }),
            link('accountSettings', { view: 'account-settings' }),
          ],
        },
        {
          type: 'section',
          text: t('accessReports'),
          items: [link('credentialReport', { view: 'credential-report' })],
        },
      ]}
      onFollow={(event) => {
        event.preventDefault();
        session.navigate(fromHref(session, event.detail.href));
        onFollow();
      }}
    />
  );
}

const fromHref = (session: Session, href: string): Route =>
  parseRoute(href.slice(session.href({ view: 'dashboard' }).length - 'iam'.length));

function Flashes() {
  const session = useSession();
  const items = session.flashes.value.map((flash) => ({
    id: flash.id,
    type: flash.type,
    header: flash.header,
    dismissible: true,
    dismissLabel: t('dismiss'),
    onDismiss: () => session.dismiss(flash.id),
    content: (
      <>
        {flash.text}
        {flash.failures?.map((one) => (
          <FailureText
            key={`${one.label} ${one.failure.requestId}`}
            failure={one.failure}
            label={one.label}
          />
        ))}
      </>
    ),
    ...(flash.action
      ? {
          action: (
            <Button
              onClick={() => {
                if (flash.action) session.navigate(flash.action.route);
              }}
            >
              {flash.action.text}
            </Button>
          ),
        }
      : {}),
    ariaRole: flash.type === 'error' ? ('alert' as const) : ('status' as const),
    statusIconAriaLabel: t(`flash_${flash.type}`),
  }));
  return (
    <div class={items.length > 0 ? 'console-flashes' : undefined}>
      <Flashbar items={items} />
    </div>
  );
}

export interface Person {
  arn: string;
  kind: 'root' | 'user';
  name: string;
}

export interface FrameOptions {
  /** A line that stays on top: what account this is. */
  banner: string | undefined;
  onTitle: ((title: string) => void) | undefined;
  /** Who else one can work as; absent: nobody. */
  people: (() => Promise<readonly Person[]>) | undefined;
  onPerson: (arn: string) => void;
}

function Top({ options }: { options: FrameOptions }) {
  const session = useSession();
  const caller = session.caller.value;
  const alias = session.alias.value;
  const [people, setPeople] = useState<readonly Person[]>([]);
  const revision = session.revision.value;
  // Dependencies: users come and go with every change of the account
  useEffect(() => {
    let current = true;
    options.people?.().then(
      (all) => current && setPeople(all),
      () => {},
    );
    return () => {
      current = false;
    };
  }, [options.people, revision]);

  return (
    <TopNavigation
      identity={{
        title: t('consoleName'),
        href: session.href({ view: 'dashboard' }),
        onFollow: (event) => {
          event.preventDefault();
          session.navigate({ view: 'dashboard' });
        },
      }}
      i18nStrings={{
        overflowMenuTriggerText: t('more'),
        overflowMenuTitleText: t('all'),
        overflowMenuBackIconAriaLabel: t('back'),
        overflowMenuDismissIconAriaLabel: t('closeMenu'),
      }}
      utilities={[
        {
          type: 'menu-dropdown',
          text: callerText(caller, alias),
          iconName: 'user-profile',
          // Two lines from the start: the bar's height must not change when the account is known.
          description: caller ? t('accountIdIs', { account: groupDigits(caller.account) }) : '\u00a0',
          disableUtilityCollapse: true,
          items: [
            ...(caller?.kind === 'user' || caller?.kind === 'root'
              ? [{ id: 'me', text: t('mySecurityCredentials') }]
              : []),
            ...(people.length > 1
              ? [
                  {
                    id: 'people',
                    text: t('workAs'),
                    items: people.slice(0, 25).map((person) => ({
                      id: `as ${person.arn}`,
                      text: person.kind === 'root' ? t('rootUser') : person.name,
                      ...(person.arn === caller?.arn
                        ? { disabled: true, disabledReason: t('thatIsYou') }
                        : {}),
                    })),
                  },
                ]
              : []),
          ],
          onItemClick: ({ detail }) => {
            if (detail.id === 'me') session.navigate({ view: 'security-credentials' });
            else if (detail.id.startsWith('as ')) options.onPerson(detail.id.slice(3));
          },
        },
      ]}
    />
  );
}

function Frame({ options }: { options: FrameOptions }) {
  const session = useSession();
  const route = session.route.value;
  const page = pageOf(route);
  const content = useRef<HTMLDivElement>(null);
  const first = useRef(true);
  const [open, setOpen] = useState(false);
  const trail = crumbs(route);
  const title = trail
    .slice(1)
    .reverse()
    .map((crumb) => crumb.text)
    .concat(t('iam'))
    .join(' | ');

  useEffect(() => {
    options.onTitle?.(title);
  }, [title, options.onTitle]);

  // Dependencies: another page, not another tab of it, moves the focus
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    setOpen(false);
    // A screen reader reads the new page's heading, and the next Tab goes into it.
    const heading = content.current?.querySelector<HTMLElement>('h1') ?? content.current;
    heading?.setAttribute('tabindex', '-1');
    heading?.focus({ preventScroll: true });
    content.current?.closest('.console')?.scrollIntoView({ block: 'nearest' });
    content.current?.scrollTo?.({ top: 0 });
  }, [page]);

  const revision = session.revision.value;
  // Dependencies: the alias can change with any change of the account
  useEffect(() => {
    accountAlias(session.clients.iam).then(
      (alias) => {
        session.alias.value = alias;
      },
      // Who may not list aliases sees the account's number, as on AWS.
      () => {},
    );
  }, [session, revision]);
  useEffect(() => {
    whoAmI(session.clients.sts).then(
      (caller) => {
        session.caller.value = caller;
      },
      (error: unknown) =>
        session.flash({
          type: 'error',
          header: t('whoAmIFailed'),
          text: error instanceof Error ? error.message : String(error),
        }),
    );
  }, [session]);

  return (
    <div class="console-frame">
      <div class="console-top awsui-context-top-navigation">
        <Top options={options} />
      </div>
      {options.banner !== undefined && (
        <div class="console-banner" role="note">
          <svg aria-hidden="true" viewBox="0 0 16 16" width="16" height="16">
            <path
              d="M8 1 1 14h14L8 1Z"
              fill="none"
              stroke="currentColor"
              stroke-width="1.5"
              stroke-linejoin="round"
            />
            <path d="M8 6v4M8 11.5v1" stroke="currentColor" stroke-width="1.5" />
          </svg>
          {options.banner}
        </div>
      )}
      <div class="console-bar">
        <span class="console-toggle">
          <Button
            variant="icon"
            iconName={open ? 'close' : 'menu'}
            ariaLabel={t(open ? 'closeNavigation' : 'openNavigation')}
            ariaExpanded={open}
            onClick={() => setOpen(!open)}
          />
        </span>
        <BreadcrumbGroup
          ariaLabel={t('breadcrumbs')}
          expandAriaLabel={t('showPath')}
          items={trail.map((crumb) => ({ text: crumb.text, href: session.href(crumb.to) }))}
          onFollow={(event) => {
            event.preventDefault();
            session.navigate(fromHref(session, event.detail.href));
          }}
        />
      </div>
      <div class={`console-body${open ? ' console-body-open' : ''}`}>
        <div class="console-side">
          <Navigation onFollow={() => setOpen(false)} />
        </div>
        <div class="console-main" ref={content}>
          <Flashes />
          <View key={page} route={route} />
        </div>
      </div>
    </div>
  );
}

export function Console({ session, options }: { session: Session; options: FrameOptions }) {
  return (
    <I18nProvider locale="en" messages={[messages]}>
      <SessionContext.Provider value={session}>
        <Frame options={options} />
      </SessionContext.Provider>
    </I18nProvider>
  );
}
