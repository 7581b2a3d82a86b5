// The account menu at the top right: who you are and where, your other identities, roles, signing out.
import { useEffect, useState } from 'preact/hooks';
import { type Caller, groupDigits, readCaller } from '../caller.ts';
import { useSession } from '../session.ts';
import { type KnownRole, knownRoles } from '../signin/history.ts';
import { MOST_IDENTITIES, type SignedIn } from '../signin/identity.ts';
import { type Person, usePlace } from '../signin/place.ts';
import { t } from '../text.ts';
import { Menu, type MenuGroup, type MenuItem } from './Menu.tsx';

/** Who you are, as the real console writes it at the top right: `anna @ 1111-2222-3333`. */
export function callerText(caller: Caller | undefined, alias: string | undefined): string {
  if (!caller) return t('loading');
  const account = alias ?? groupDigits(caller.account);
  return `${caller.kind === 'root' ? t('rootUser') : caller.name} @ ${account}`;
}

const kindText = { root: 'rootUser', user: 'iamUserKind', role: 'roleKind' } as const;

function identityText(identity: SignedIn): string {
  if (identity.role) return identity.role.displayName;
  const caller = identity.session.caller.value ?? readCaller(identity.arn, identity.arn.split(':')[4] ?? '');
  return callerText(caller, identity.session.alias.value);
}

export function AccountMenu({ identity }: { identity: SignedIn }) {
  const session = useSession();
  const place = usePlace();
  const { desk } = place;
  const caller = session.caller.value;
  const [people, setPeople] = useState<readonly Person[]>([]);
  const [roles, setRoles] = useState<readonly KnownRole[]>([]);
  const revision = session.revision.value;
  const practice = place.host !== undefined;

  // Dependencies: users come and go with every change of the account
  useEffect(() => {
    let current = true;
    place.people().then(
      (all) => current && setPeople(all),
      () => {},
    );
    return () => {
      current = false;
    };
  }, [place, revision]);

  const go = (
    id: string,
    text: string,
    view: 'account' | 'organization' | 'security-credentials',
  ): MenuItem => ({
    id,
    text,
    href: session.href({ view }),
    onSelect: () => session.navigate({ view }),
  });
  const others = desk.identities.value.filter((one) => one.id !== identity.id);
  const canSwitch = practice && caller?.kind !== 'root' && caller?.kind !== undefined;
  const full = desk.identities.value.length >= MOST_IDENTITIES;

  const groups: MenuGroup[] = [
    {
      items: [
        go('account', t('account'), 'account'),
        go('organization', t('organizationItem'), 'organization'),
        ...(caller?.kind === 'user' || caller?.kind === 'root'
          ? [go('me', t('mySecurityCredentials'), 'security-credentials')]
          : []),
      ],
    },
  ];
  if (practice) {
    groups.push(
      {
        heading: t('otherSessions'),
        items: [
          ...others.map((one) => ({
            id: one.id,
            text: identityText(one),
            colour: one.role?.colour,
            onSelect: () => desk.show(one.id),
          })),
          ...(full ? [] : [{ id: 'add', text: t('addSession'), onSelect: () => desk.signIn() }]),
        ],
      },
      {
        heading: t('roles'),
        items: [
          ...(identity.role
            ? [{ id: 'back', text: t('switchBack'), onSelect: () => place.switchBack(identity) }]
            : []),
          ...(canSwitch
            ? [
                ...roles.map((role) => ({
                  id: `role ${role.account} ${role.roleName}`,
                  text: role.displayName,
                  colour: role.colour,
                  onSelect: () => {
                    session.prefill.value = role;
                    session.navigate({ view: 'switch-role' });
                  },
                })),
                {
                  id: 'switch',
                  text: t('switchRole'),
                  href: session.href({ view: 'switch-role' }),
                  onSelect: () => {
                    session.prefill.value = undefined;
                    session.navigate({ view: 'switch-role' });
                  },
                },
              ]
            : []),
        ],
      },
      {
        heading: t('workAs'),
        items: people.slice(0, 25).map((person) => ({
          id: `as ${person.arn}`,
          text: person.kind === 'root' ? t('rootUser') : person.name,
          ...(person.arn === caller?.arn ? { current: true, note: t('thatIsYou') } : {}),
          onSelect: () => {
            if (person.arn !== caller?.arn) place.workAs(person.arn);
          },
        })),
      },
      {
        items: [
          { id: 'out', text: t('signOut'), onSelect: () => place.leave(identity) },
          ...(others.length > 0
            ? [{ id: 'all-out', text: t('signOutAll'), onSelect: () => place.leaveAll() }]
            : []),
        ],
      },
    );
  }

  const shown = identity.role?.displayName ?? callerText(caller, session.alias.value);
  return (
    <Menu
      align="end"
      name={t('accountMenu')}
      label={
        <span class="console-who">
          {identity.role && (
            <span class={`console-dot console-dot-${identity.role.colour}`} aria-hidden="true" />
          )}
          <span class="console-who-name">{shown}</span>
          {/* Two lines from the start: the bar's height must not change when the account is known. */}
          <span class="console-who-account">
            {caller ? t('accountIdIs', { account: groupDigits(caller.account) }) : '\u00a0'}
          </span>
        </span>
      }
      header={
        caller && (
          <dl class="console-menu-header">
            <dt>{t('accountId')}</dt>
            <dd>{groupDigits(caller.account)}</dd>
            <dt>
              {caller.kind in kindText ? t(kindText[caller.kind as keyof typeof kindText]) : t('identity')}
            </dt>
            <dd>{caller.kind === 'root' ? caller.arn : caller.name}</dd>
          </dl>
        )
      }
      groups={groups}
      onOpen={() => setRoles(knownRoles())}
    />
  );
}
