// What is different between two moments of an account: who and what came, went or changed, and who may do more or less.
// Tests: test/inspector/account.test.ts
import { type Effect, effectsBetween } from '../editor/change.ts';
import { tablesFor } from '../editor/words.ts';
import { parse } from '../policy/index.ts';
import type { AccountPicture } from '../practice/picture.ts';

export interface Thing {
  kind: 'user' | 'group' | 'role' | 'policy' | 'resource';
  name: string;
  change: 'added' | 'removed' | 'changed';
}

export interface Differences {
  things: readonly Thing[];
  effects: readonly Effect[];
  /** A policy reaches every service: `effects` looks at some of them. */
  all: boolean;
}

export async function differencesOf(before: AccountPicture, after: AccountPicture): Promise<Differences> {
  const things = [
    ...compared('user', named(before.users), named(after.users)),
    ...compared('group', named(before.groups), named(after.groups)),
    ...compared('role', named(before.roles), named(after.roles)),
    ...compared(
      'policy',
      new Map(Object.values(before.policies).map((one) => [one.name, one.text])),
      new Map(Object.values(after.policies).map((one) => [one.name, one.text])),
    ),
    ...compared('resource', resources(before), resources(after)),
  ];
  const texts = new Set([...textsOf(before), ...textsOf(after)]);
  const documents = [...texts].flatMap((text) => {
    const parsed = parse(text);
    return parsed.ok ? [parsed.document] : [];
  });
  const tables = await tablesFor(documents);
  return { things, effects: effectsBetween(before, after, tables), all: tables.all };
}

const named = (list: readonly { name: string }[]): Map<string, string> =>
  new Map(list.map((one) => [one.name, JSON.stringify(one)]));

const resources = ({ resources: list }: AccountPicture): Map<string, string> =>
  new Map(list.map((one) => [one.arn, one.policy?.text ?? '']));

function textsOf({ users, groups, roles, policies }: AccountPicture): string[] {
  const inline = [...users, ...groups, ...roles].flatMap((one) => one.inline.map(({ text }) => text));
  return [...inline, ...Object.values(policies).map(({ text }) => text)];
}

function compared(kind: Thing['kind'], before: Map<string, string>, after: Map<string, string>): Thing[] {
  const things: Thing[] = [];
  for (const [name, text] of after)
    if (!before.has(name)) things.push({ kind, name, change: 'added' });
    else if (before.get(name) !== text) things.push({ kind, name, change: 'changed' });
  for (const name of before.keys()) if (!after.has(name)) things.push({ kind, name, change: 'removed' });
  return things;
}
