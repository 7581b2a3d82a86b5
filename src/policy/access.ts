// What policies give on the whole, action by action, without a request at hand: for whatCan and compare.
// Resources are compared as patterns, conditions are taken as «it depends».
// Tests: test/policy

import type { AccessLevel, ServiceTable } from '../data/actions/index.ts';
import { type AccountView, type Holder, identityOf } from './account.ts';
import { callerOf } from './caller.ts';
import { candidates } from './compile.ts';
import { coversArn, overlapsArn } from './overlap.ts';
import type { Statement } from './statement.ts';
import type { AuthorizationRequest, NamedPolicy } from './types.ts';

/** The policies that say what a principal may do in its own account. */
export interface Standing {
  readonly principal: string;
  readonly identity: readonly NamedPolicy[];
  readonly boundary?: readonly NamedPolicy[];
  readonly session?: readonly NamedPolicy[] | null;
  readonly scp?: AuthorizationRequest['scp'];
}

/** `yes`, whatever the request; `maybe`: it depends on conditions or on which of the resources; `no`. */
export type Answer = 'yes' | 'maybe' | 'no';

/** Lists of policies each of which must allow. */
function guards(standing: Standing): readonly (readonly NamedPolicy[])[] {
  const { identity, boundary = [], session = null, scp = [] } = standing;
  const root = isRoot(standing);
  return [
    ...(root ? [] : [identity]),
    ...(boundary.length > 0 && !root ? [boundary] : []),
    ...(session === null ? [] : [session]),
    ...scp,
  ];
}

function isRoot({ principal }: Standing): boolean {
  return callerOf({ principal } as AuthorizationRequest).kind === 'root';
}

function statements(
  policies: readonly NamedPolicy[],
  action: string,
  effect: 'allow' | 'deny',
): readonly Statement[] {
  return policies.flatMap(({ compiled }) => candidates(compiled, action)[effect]);
}

/** How far the statement reaches on resources that fit a pattern. */
function reaches({ resources, conditions }: Statement, pattern: string): Answer {
  if (resources === null) return 'no';
  const { element, sources } = resources;
  const some = sources.some((source) => overlapsArn(source, pattern));
  const all = sources.some((source) => coversArn(source, pattern));
  const reach =
    element === 'Resource' ? (all ? 'yes' : some ? 'maybe' : 'no') : all ? 'no' : some ? 'maybe' : 'yes';
  return reach === 'yes' && conditions.length > 0 ? 'maybe' : reach;
}

function strongest(answers: readonly Answer[]): Answer {
  return answers.includes('yes') ? 'yes' : answers.includes('maybe') ? 'maybe' : 'no';
}

/** Whether the policies give an action (in any letter case) on the resources that a pattern names. */
export function accessTo(standing: Standing, action: string, pattern: string): Answer {
  const lower = action.toLowerCase();
  const lists = guards(standing);
  const denied = strongest(
    lists.flatMap((list) => statements(list, lower, 'deny')).map((s) => reaches(s, pattern)),
  );
  if (denied === 'yes') return 'no';
  let answer: Answer = 'yes';
  for (const list of lists) {
    const allowed = strongest(statements(list, lower, 'allow').map((s) => reaches(s, pattern)));
    if (allowed === 'no') return 'no';
    if (allowed === 'maybe') answer = 'maybe';
  }
  return denied === 'maybe' ? 'maybe' : answer;
}

export interface ActionAccess {
  /** As AWS writes it: iam:CreateUser. */
  readonly action: string;
  readonly level: AccessLevel;
  /** On every resource without a condition, or only on some or under conditions. */
  readonly extent: 'full' | 'limited';
  /** Patterns that the Allow statements name; `*` for all. */
  readonly resources: readonly string[];
  readonly conditional: boolean;
}

export interface ServiceAccess {
  readonly service: string;
  /** Of the service's actions at each access level, how many are given. */
  readonly levels: Readonly<Partial<Record<AccessLevel, { readonly given: number; readonly of: number }>>>;
  readonly actions: readonly ActionAccess[];
}

/** What a principal of the account may do with some services. Services of which it may do nothing are left out. */
export function whatCan(
  account: AccountView,
  holder: Holder,
  tables: Iterable<ServiceTable>,
): readonly ServiceAccess[] {
  const managed = account.organization?.managementAccount === account.id;
  return accessOf(
    {
      principal: holder.arn,
      identity: identityOf(account, holder),
      boundary: holder.boundary ?? [],
      scp: managed ? [] : (account.scp ?? []),
    },
    tables,
  );
}

export function accessOf(standing: Standing, tables: Iterable<ServiceTable>): readonly ServiceAccess[] {
  const services: ServiceAccess[] = [];
  for (const table of tables) {
    const levels: Partial<Record<AccessLevel, { given: number; of: number }>> = {};
    const actions: ActionAccess[] = [];
    for (const { name, level } of table.actions.values()) {
      levels[level] ??= { given: 0, of: 0 };
      levels[level].of += 1;
      const access = accessToAction(standing, `${table.prefix}:${name}`, level);
      if (!access) continue;
      levels[level].given += 1;
      actions.push(access);
    }
    if (actions.length > 0) services.push({ service: table.prefix, levels, actions });
  }
  return services;
}

function accessToAction(standing: Standing, action: string, level: AccessLevel): ActionAccess | null {
  const everywhere = accessTo(standing, action, '*');
  if (everywhere === 'no') return null;
  const lower = action.toLowerCase();
  const allowing = statements(standing.identity, lower, 'allow');
  const patterns = isRoot(standing) ? ['*'] : allowing.flatMap(patternsOf);
  const resources = [...new Set(patterns)].filter((pattern) => accessTo(standing, action, pattern) !== 'no');
  if (resources.length === 0) return null;
  const conditional = guards(standing)
    .flatMap((list) => [...statements(list, lower, 'allow'), ...statements(list, lower, 'deny')])
    .some(({ conditions }) => conditions.length > 0);
  return {
    action,
    level,
    extent: everywhere === 'yes' ? 'full' : 'limited',
    resources,
    conditional: everywhere !== 'yes' && conditional,
  };
}

/** The patterns a statement speaks of; for NotResource everything, less those. */
function patternsOf({ resources }: Statement): readonly string[] {
  if (resources === null) return [];
  return resources.element === 'Resource' ? resources.sources : ['*'];
}

export interface Difference {
  readonly action: string;
  readonly level: AccessLevel;
  readonly resource: string;
  readonly before: Answer;
  readonly after: Answer;
  /** `changed`: it depended before and depends now, on other conditions. */
  readonly change: 'added' | 'removed' | 'changed';
}

const weight: Readonly<Record<Answer, number>> = { no: 0, maybe: 1, yes: 2 };

/** What access a change of policies adds and removes, action by action, on the resources that either side names. */
export function compare(
  before: Standing,
  after: Standing,
  tables: Iterable<ServiceTable>,
): readonly Difference[] {
  const differences: Difference[] = [];
  for (const table of tables) {
    for (const { name, level } of table.actions.values()) {
      const action = `${table.prefix}:${name}`;
      differences.push(...differencesOf(before, after, action, level));
    }
  }
  return differences;
}

function differencesOf(before: Standing, after: Standing, action: string, level: AccessLevel): Difference[] {
  const lower = action.toLowerCase();
  const sides = [before, after].map((side) =>
    guards(side).flatMap((list) => [...statements(list, lower, 'allow'), ...statements(list, lower, 'deny')]),
  );
  const patterns = new Set(['*', ...sides.flat().flatMap(({ resources }) => resources?.sources ?? [])]);
  const found: Difference[] = [];
  for (const resource of patterns) {
    const was = accessTo(before, action, resource);
    const is = accessTo(after, action, resource);
    const step = weight[is] - weight[was];
    if (step !== 0)
      found.push({ action, level, resource, before: was, after: is, change: step > 0 ? 'added' : 'removed' });
    else if (was === 'maybe' && terms(sides[0], resource) !== terms(sides[1], resource)) {
      found.push({ action, level, resource, before: was, after: is, change: 'changed' });
    }
  }
  // A wider pattern with the same change says it for the narrower ones; a mere «changed» gives way to what tells more.
  return found.filter(
    (one) =>
      !found.some(
        (other) =>
          other !== one &&
          other.change === one.change &&
          other.before === one.before &&
          other.after === one.after &&
          other.resource !== one.resource &&
          coversArn(other.resource, one.resource),
      ) && !(one.change === 'changed' && found.some(({ change }) => change !== 'changed')),
  );
}

/** The conditions on which access to a resource depends, as one text to compare. */
function terms(side: readonly Statement[] | undefined, resource: string): string {
  const parts = (side ?? [])
    .filter((statement) => reaches(statement, resource) !== 'no')
    .map(({ effect, resources, json }) =>
      JSON.stringify([effect, resources?.element, resources?.sources, json.Condition]),
    );
  return [...new Set(parts)].sort().join();
}
