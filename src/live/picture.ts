// The account's details as the inspector takes them, and with invented names where the learner wants that.
// Tests: test/live/copy.test.ts.
import type { AccountDetails } from '../checkup/index.ts';
import type { AccountPicture } from '../practice/index.ts';

/** @param taken milliseconds since 1970 */
export function pictureOf(
  details: AccountDetails,
  account: string,
  alias: string | null,
  taken: number,
): AccountPicture {
  const person = (one: AccountDetails['users'][number] | AccountDetails['roles'][number]) => ({
    arn: one.arn,
    name: one.name,
    id: one.id,
    tags: one.tags,
    attached: one.attached,
    inline: one.inline,
    ...(one.boundary === null ? {} : { boundary: one.boundary }),
  });
  return {
    account,
    alias,
    now: taken,
    users: details.users.map((user) => ({ ...person(user), groups: user.groups })),
    roles: details.roles.map((role) => ({
      ...person(role),
      trust: { name: 'trust', text: role.trust },
      ...(role.path.startsWith('/aws-service-role/') ? { linkedService: role.path.split('/')[2] ?? '' } : {}),
    })),
    groups: details.groups.map(({ arn, name, attached, inline }) => ({ arn, name, attached, inline })),
    policies: Object.fromEntries(
      Object.entries(details.policies).map(([arn, { name, text }]) => [arn, { name, text, arn }]),
    ),
    resources: [],
    scp: [],
    rcp: [],
    ages: [],
  };
}

const invented = '111122223333';

/**
 * The same account with invented names and number: users become user-1, roles role-1 … Wherever a name stood in a
 * policy's ARN of this account, the new one stands; tags are left out. Other accounts' numbers become 4444….
 */
export function anonymous(details: AccountDetails, account: string): AccountDetails {
  const renamed = new Map<string, string>();
  const own = [
    ...details.users.map(({ arn }, n) => [arn, `arn:aws:iam::${invented}:user/user-${n + 1}`] as const),
    ...details.groups.map(({ arn }, n) => [arn, `arn:aws:iam::${invented}:group/group-${n + 1}`] as const),
    ...details.roles.map(({ arn }, n) => [arn, `arn:aws:iam::${invented}:role/role-${n + 1}`] as const),
    ...Object.keys(details.policies)
      .filter((arn) => !arn.includes(':iam::aws:'))
      .map((arn, n) => [arn, `arn:aws:iam::${invented}:policy/policy-${n + 1}`] as const),
  ];
  for (const [before, after] of own) renamed.set(before, after);
  const others = new Map<string, string>([[account, invented]]);
  const hidden = (text: string): string =>
    text
      .replace(
        /arn:aws:iam::\d{12}:(?:user|group|role|policy)\/[\w+=,.@/-]+/g,
        (arn) => renamed.get(arn) ?? arn,
      )
      .replace(/(?<!\d)\d{12}(?!\d)/g, (id) => {
        if (id === invented) return id;
        let other = others.get(id);
        if (!other) {
          other = String(444_400_000_000 + others.size);
          others.set(id, other);
        }
        return other;
      });
  const newArn = (arn: string): string => renamed.get(arn) ?? arn;
  const last = (arn: string): string => newArn(arn).split('/').at(-1) as string;
  const groupName = new Map(details.groups.map(({ name, arn }) => [name, last(arn)]));
  const holder = <H extends AccountDetails['groups'][number]>(one: H): H => ({
    ...one,
    arn: newArn(one.arn),
    name: last(one.arn),
    path: '/',
    attached: one.attached.map(newArn),
    inline: one.inline.map(({ text }, n) => ({ name: `inline-${n + 1}`, text: hidden(text) })),
  });
  const person = <P extends AccountDetails['users'][number] | AccountDetails['roles'][number]>(
    one: P,
  ): P => ({
    ...holder(one),
    tags: {},
    boundary: one.boundary === null ? null : newArn(one.boundary),
  });
  return {
    users: details.users.map((user) => ({
      ...person(user),
      groups: user.groups.map((name) => groupName.get(name) ?? name),
    })),
    groups: details.groups.map(holder),
    roles: details.roles.map((role) => ({ ...person(role), trust: hidden(role.trust) })),
    policies: Object.fromEntries(
      Object.entries(details.policies).map(([arn, policy]) =>
        renamed.has(arn) ? [newArn(arn), { name: last(arn), text: hidden(policy.text) }] : [arn, policy],
      ),
    ),
  };
}

export const inventedAccount = invented;
