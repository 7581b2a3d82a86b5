// What a change of a policy adds and takes away, and for whom: the people who hold the policy, each with everything
// else they have. Tests: test/editor/insight.test.ts
import {
  compare,
  type Difference,
  type Holder,
  identityOf,
  type PolicyDocument,
  type Standing,
} from '../policy/index.ts';
import { type AccountPicture, compileText, type PicturedPolicy, viewOf } from '../practice/picture.ts';
import type { Tables } from './words.ts';

/** Which stored policy a text is: a managed one, or the inline policy of somebody. */
export type PolicySubject =
  | { arn: string }
  | { holder: 'user' | 'group' | 'role'; name: string; policy: string };

export interface Effect {
  change: Difference['change'];
  /** Names, in order; empty: nobody holds the policy yet. */
  people: readonly string[];
  actions: readonly string[];
}

/** More kinds of people than this nobody reads about. */
const MAX_KINDS = 100;

/** The account with another text in a policy's place; an inline policy that is not there yet is put there. */
export function withPolicy(picture: AccountPicture, subject: PolicySubject, text: string): AccountPicture {
  if ('arn' in subject) {
    const known = picture.policies[subject.arn];
    const name = known?.name ?? subject.arn.slice(subject.arn.lastIndexOf('/') + 1);
    return { ...picture, policies: { ...picture.policies, [subject.arn]: { name, arn: subject.arn, text } } };
  }
  const put = <H extends { name: string; inline: readonly PicturedPolicy[] }>(holders: readonly H[]): H[] =>
    holders.map((one) =>
      one.name === subject.name
        ? {
            ...one,
            inline: [
              ...one.inline.filter(({ name }) => name !== subject.policy),
              { name: subject.policy, text },
            ],
          }
        : one,
    );
  switch (subject.holder) {
    case 'user':
      return { ...picture, users: put(picture.users) };
    case 'role':
      return { ...picture, roles: put(picture.roles) };
    case 'group':
      return { ...picture, groups: put(picture.groups) };
  }
}

/** Whom a policy reaches: by itself, through a group, or as a boundary. */
export function holdersOf(picture: AccountPicture, subject: PolicySubject): { arn: string; name: string }[] {
  const through = new Set(
    picture.groups
      .filter((group) =>
        'arn' in subject
          ? group.attached.includes(subject.arn)
          : subject.holder === 'group' && group.name === subject.name,
      )
      .map(({ name }) => name),
  );
  const direct = (
    kind: 'user' | 'role',
    one: { name: string; attached: readonly string[]; boundary?: string },
  ) =>
    'arn' in subject
      ? one.attached.includes(subject.arn) || one.boundary === subject.arn
      : subject.holder === kind && one.name === subject.name;
  return [
    ...picture.users.filter((user) => direct('user', user) || user.groups.some((name) => through.has(name))),
    ...picture.roles.filter((role) => direct('role', role)),
  ].map(({ arn, name }) => ({ arn, name }));
}

function standings(picture: AccountPicture): Map<string, Standing> {
  const view = viewOf(picture);
  const managed = view.organization?.managementAccount === view.id;
  const standing = (holder: Holder): [string, Standing] => [
    holder.arn,
    {
      principal: holder.arn,
      identity: identityOf(view, holder),
      boundary: holder.boundary ?? [],
      scp: managed ? [] : (view.scp ?? []),
    },
  ];
  return new Map([...view.users, ...view.roles].map(standing));
}

/** What a new text does to the people of the account. */
export function effectsOnPeople(
  picture: AccountPicture,
  subject: PolicySubject,
  after: string,
  tables: Tables,
): Effect[] {
  const arns = new Set(holdersOf(picture, subject).map(({ arn }) => arn));
  return effectsBetween(picture, withPolicy(picture, subject, after), tables, arns);
}

/** Who may do more and who less in the one account than in the other; who is new or gone has nothing on one side. */
export function effectsBetween(
  before: AccountPicture,
  after: AccountPicture,
  { tables }: Tables,
  only?: ReadonlySet<string>,
): Effect[] {
  const was = standings(before);
  const is = standings(after);
  // People with the same policies change in the same way: asked once for all of them.
  const kinds = new Map<string, { people: string[]; was: Standing; is: Standing }>();
  for (const arn of new Set([...was.keys(), ...is.keys()])) {
    if (only && !only.has(arn)) continue;
    const nobody: Standing = { principal: arn, identity: [] };
    const sides = [was.get(arn) ?? nobody, is.get(arn) ?? nobody] as const;
    const key = JSON.stringify(sides.map(kindOf));
    const name = arn.slice(arn.lastIndexOf('/') + 1);
    const kind = kinds.get(key);
    if (kind) kind.people.push(name);
    else if (kinds.size < MAX_KINDS) kinds.set(key, { people: [name], was: sides[0], is: sides[1] });
  }
  const found = new Map<string, { change: Difference['change']; action: string; people: string[] }>();
  for (const { people, was, is } of kinds.values()) {
    for (const { change, action } of compare(was, is, tables.values())) {
      const key = `${change} ${action}`;
      const one = found.get(key);
      if (!one) found.set(key, { change, action, people: [...people] });
      else one.people.push(...people.filter((name) => !one.people.includes(name)));
    }
  }
  return grouped([...found.values()]);
}

/** Equal for people whose policies are the same. */
function kindOf({ identity, boundary = [], scp = [] }: Standing): unknown {
  const marks = (policies: Standing['identity']) => policies.map(({ compiled }) => idOf(compiled));
  return [marks(identity), marks(boundary), scp.map(marks)];
}

/** What a new text does to whoever would hold it. */
export function effectsAlone(before: string, after: PolicyDocument, { tables }: Tables): Effect[] {
  const standing = (text: string): Standing => ({
    principal: 'arn:aws:iam::000000000000:user/somebody',
    identity: [{ name: '', compiled: compileText(text) }],
  });
  const differences = compare(standing(before), standing(JSON.stringify(after)), tables.values());
  const seen = new Map(
    differences.map(({ change, action }) => [`${change} ${action}`, { change, action, people: [] }]),
  );
  return grouped([...seen.values()]);
}

function grouped(
  list: readonly { change: Difference['change']; action: string; people: string[] }[],
): Effect[] {
  const groups = new Map<string, Effect & { actions: string[] }>();
  for (const { change, action, people } of list) {
    const sorted = [...people].sort();
    const key = JSON.stringify([change, sorted]);
    const group = groups.get(key);
    if (group) group.actions.push(action);
    else groups.set(key, { change, people: sorted, actions: [action] });
  }
  const order = ['added', 'removed', 'changed'];
  return [...groups.values()].sort(
    (a, b) => order.indexOf(a.change) - order.indexOf(b.change) || b.people.length - a.people.length,
  );
}

const ids = new WeakMap<object, number>();
let last = 0;
function idOf(object: object): number {
  let id = ids.get(object);
  if (id === undefined) {
    last += 1;
    id = last;
    ids.set(object, id);
  }
  return id;
}
