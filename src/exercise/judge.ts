// Judges goals. Pure: the same account gives the same answer. A task's tick is the present state of its goal, so
// what is undone loses its tick: a tick that stayed would say of the account what is not so. That it had been done is
// remembered beside it (`was`, and for good in the learner's progress).
// Tests: test/exercise/judge.test.ts.
import { evaluateAccess, ownPolicy, type World } from '../cloud/index.ts';
import { compile, decide, parse } from '../policy/index.ts';
import { type AccountView, type HostEvent, principalArn, type Watcher } from '../practice/index.ts';
import { type Facts, factsOf, type GroupFacts, type RoleFacts, type UserFacts, withMember } from './facts.ts';
import type {
  AccountGoal,
  Ask,
  Count,
  EventGoal,
  Goal,
  GroupGoal,
  RoleGoal,
  RootGoal,
  UserGoal,
  Who,
} from './goal.ts';

const day = 86_400_000;

/** The watcher that a host needs for these tasks. */
export function watchTasks(tasks: readonly { id: string; goal: Goal }[]): Watcher {
  return (view) => {
    const facts = factsOf(view.world);
    return tasks.map(({ id, goal }) => ({ id, done: judge(goal, view, facts) }));
  };
}

export function judge(goal: Goal, view: AccountView, facts: Facts = factsOf(view.world)): boolean {
  if ('all' in goal) return goal.all.every((one) => judge(one, view, facts));
  if ('any' in goal) return goal.any.some((one) => judge(one, view, facts));
  if ('not' in goal) return !judge(goal.not, view, facts);
  if ('user' in goal) return judgeUser(goal.user, view, facts);
  if ('group' in goal) return judgeGroup(goal.group, view, facts);
  if ('role' in goal) return judgeRole(goal.role, view, facts);
  if ('root' in goal) return judgeRoot(goal.root, facts);
  if ('account' in goal) return judgeAccount(goal.account, facts);
  if ('may' in goal) return may(view, view.world, goal.may.who, goal.may) === true;
  if ('mayNot' in goal) return may(view, view.world, goal.mayNot.who, goal.mayNot, 'none') === true;
  if ('happened' in goal) return firstMatch(goal.happened, view) >= 0;
  return firstMatch(goal.never, view) < 0;
}

function judgeUser(goal: UserGoal, view: AccountView, facts: Facts): boolean {
  for (const user of facts.users(goal.name)) {
    if (goal.exists === false) return false;
    if (userFits(goal, user, view, facts)) return true;
  }
  return goal.exists === false;
}

function userFits(goal: UserGoal, user: UserFacts, view: AccountView, facts: Facts): boolean {
  const groups = user.groups.map(facts.group).filter((group) => group !== undefined);
  return (
    is(goal.password, user.password) &&
    is(goal.mustChangePassword, user.mustChangePassword) &&
    is(goal.mfa, user.mfa) &&
    is(goal.boundary, user.boundary) &&
    counts(goal.accessKeys, user.accessKeys) &&
    counts(goal.activeKeys, user.activeKeys.length) &&
    user.activeKeys.every(
      (made) => view.times.now - made <= (goal.keysAtMostDays ?? Number.POSITIVE_INFINITY) * day,
    ) &&
    counts(goal.groups, groups.length) &&
    counts(goal.ownPolicies, user.ownPolicies) &&
    (goal.wildcardActions === undefined ||
      counts(goal.wildcardActions, wildcardActions(facts.documentsOf(user)))) &&
    (goal.policyCharacters === undefined ||
      counts(goal.policyCharacters, characters(facts.documentsOf(user)))) &&
    (goal.inGroup === undefined || groups.some(({ name }) => same(name, goal.inGroup as string))) &&
    Object.entries(goal.tags ?? {}).every(([key, value]) => user.tags[key] === value) &&
    (goal.inGroupThatMay === undefined ||
      groups.some((group) => groupFits({ may: goal.inGroupThatMay }, group, view))) &&
    (goal.may ?? []).every((ask) => may(view, view.world, user.arn, ask)) &&
    (goal.mayNot ?? []).every((ask) => may(view, view.world, user.arn, ask, 'none'))
  );
}

function judgeGroup(goal: GroupGoal, view: AccountView, facts: Facts): boolean {
  for (const group of facts.groups(goal.name)) {
    if (goal.exists === false) return false;
    const members = goal.members === undefined || counts(goal.members, facts.membersOf(group.key));
    if (members && groupFits(goal, group, view)) return true;
  }
  return goal.exists === false;
}

function groupFits(goal: GroupGoal, group: GroupFacts, view: AccountView): boolean {
  if (!counts(goal.policies, group.policies)) return false;
  const asks = [...(goal.may ?? []), ...(goal.mayNot ?? [])];
  if (asks.length === 0) return true;
  // Asked of a member that has nothing else, in a copy of the account that nobody sees.
  const { world, arn } = withMember(view.world, group.key);
  return (
    (goal.may ?? []).every((ask) => may(view, world, arn, ask)) &&
    (goal.mayNot ?? []).every((ask) => may(view, world, arn, ask, 'none'))
  );
}

function judgeRole(goal: RoleGoal, view: AccountView, facts: Facts): boolean {
  for (const role of facts.roles(goal.name)) {
    if (goal.exists === false) return false;
    if (roleFits(goal, role, view)) return true;
  }
  return goal.exists === false;
}

function roleFits(goal: RoleGoal, role: RoleFacts, view: AccountView): boolean {
  const takes = (who: Who, wanted: 'all' | 'none'): boolean =>
    may(view, view.world, who, { do: 'sts:AssumeRole', on: role.arn }, wanted);
  return (
    counts(goal.policies, role.policies) &&
    is(goal.boundary, role.boundary) &&
    (goal.openTo ?? []).every((who) => takes(who, 'all')) &&
    // Nobody's door is shut as well: who was deleted cannot take it on.
    (goal.shutTo ?? []).every(
      (who) => (!isService(who) && whoArn(view.world, who) === undefined) || takes(who, 'none'),
    ) &&
    (goal.may ?? []).every((ask) => may(view, view.world, role.arn, ask)) &&
    (goal.mayNot ?? []).every((ask) => may(view, view.world, role.arn, ask, 'none'))
  );
}

function judgeRoot(goal: RootGoal, facts: Facts): boolean {
  const root = facts.root(goal.of);
  return (
    root !== undefined &&
    counts(goal.accessKeys, root.accessKeys) &&
    is(goal.password, root.password) &&
    is(goal.mfa, root.mfa) &&
    (goal.email === undefined || goal.email === root.email)
  );
}

function judgeAccount(goal: AccountGoal, facts: Facts): boolean {
  const found = facts.account();
  return (
    (goal.name === undefined || goal.name === found.name) &&
    counts(goal.passwordLength, found.passwordLength) &&
    counts(goal.passwordReuse, found.passwordReuse) &&
    is(goal.usersChangePasswords, found.usersChangePasswords) &&
    is(goal.billingForIam, found.billingForIam) &&
    is(goal.trail, found.trail) &&
    (goal.rootFeatures ?? []).every((feature) => found.rootFeatures.includes(feature))
  );
}

/** Whether all of the actions are allowed, or none of them. False where there is no such principal. */
function may(view: AccountView, world: World, who: Who, ask: Ask, wanted: 'all' | 'none' = 'all'): boolean {
  if (isService(who) || isStranger(who, world)) {
    const answers = strangerMay(world, who.replaceAll('{account}', world.home), ask);
    return answers.every((allowed) => allowed === (wanted === 'all'));
  }
  const principal = whoArn(world, who);
  if (principal === undefined) return false;
  const resources = resourcesOf(ask.on, principal, world);
  const actions = [ask.do].flat();
  const asked = resources.flatMap((resource) => actions.map((action) => ({ resource, action })));
  // Of nothing (an account without groups) nobody may anything.
  if (asked.length === 0) return wanted === 'none';
  try {
    return asked.every(({ resource, action }) => {
      const { decision } = evaluateAccess(world, {
        principal,
        action,
        resource,
        context: ask.when ?? {},
        times: view.times,
        ...ownPolicy(world, resource),
      });
      return (decision === 'allow') === (wanted === 'all');
    });
  } catch {
    // An ARN of nobody in this account.
    return false;
  }
}

const isService = (who: Who): boolean => /^[a-z0-9.-]+\.amazonaws\.com$/.test(who);

/** Somebody of an account that this world knows nothing of. */
function isStranger(who: Who, world: World): boolean {
  const [, account] = /^arn:aws:(?:iam|sts)::(\d{12}):/.exec(who) ?? [];
  return account !== undefined && !world.accounts.has(account);
}

const everything = compiled(
  '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
);

function compiled(document: string): ReturnType<typeof compile> | undefined {
  const read = parse(document);
  return read.ok ? compile(read.document) : undefined;
}

/**
 * A service of AWS has no policies in the account, and a stranger's are unknown: the thing's own policy decides, a
 * role's trust policy for example. One answer for each action on each resource.
 */
function strangerMay(world: World, who: Who, ask: Ask): boolean[] {
  const identity = isService(who) || !everything ? [] : [{ name: 'everything', compiled: everything }];
  return resourcesOf(ask.on, who, world).flatMap((resource) => {
    const { policy, account = world.home } = ownPolicy(world, resource);
    const own = policy && compiled(policy.document);
    return [ask.do].flat().map(
      (action) =>
        decide({
          principal: who,
          action,
          resource,
          resourceAccount: account,
          context: ask.when ?? {},
          identity,
          boundary: [],
          session: null,
          resourcePolicy: own ? { name: policy?.name ?? '', compiled: own } : null,
          scp: [],
          rcp: [],
          endpoint: [],
        }).decision === 'allow',
    );
  });
}

/** As AWS counts: white space is free. */
function characters(documents: readonly string[]): number {
  return documents.reduce((sum, document) => sum + document.replace(/\s/g, '').length, 0);
}

/** A NotAction names all there is but a few, so it counts as one. */
function wildcardActions(documents: readonly string[]): number {
  return documents
    .flatMap((document) => [(JSON.parse(document) as { Statement: Said | Said[] }).Statement].flat())
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action, NotAction }) => (NotAction === undefined ? [Action ?? []].flat() : ['*']))
    .filter((action) => /[*?]/.test(action)).length;
}

interface Said {
  Effect: string;
  Action?: string | string[];
  NotAction?: unknown;
}

function resourcesOf(on: string, principal: string, world: World): readonly string[] {
  if (on === '{self}') return [principal];
  const [, named] = /^\{((?:role|user)\/.+)\}$/.exec(on) ?? [];
  if (named) return [whoArn(world, named.replace(/^user\//, ''))].filter((arn) => arn !== undefined);
  if (on === '{groups}') return [...factsOf(world).groups()].map(({ arn }) => arn);
  return [on.replaceAll('{account}', world.home)];
}

/** The ARN of whoever a goal names; undefined where there is none. */
function whoArn(world: World, who: Who): string | undefined {
  if (who === '*') return who;
  if (who.startsWith('arn:')) return who.replaceAll('{account}', world.home);
  if (who.startsWith('role/')) return [...factsOf(world).roles(who.slice(5))][0]?.arn;
  return principalArn(world, who);
}

/** Where the first request stands that matches; -1 where none does. */
function firstMatch(goal: EventGoal, view: AccountView): number {
  const { events, world } = view;
  let from = 0;
  if (goal.after) {
    const first = firstMatch(goal.after, view);
    if (first < 0) return -1;
    from = first + 1;
  }
  for (let at = from; at < events.length; at++)
    if (eventFits(goal, events[at] as HostEvent, world)) return at;
  return -1;
}

function eventFits(goal: EventGoal, made: HostEvent, world: World): boolean {
  const { event, service, operation, decision } = made;
  if (typeof goal.operation === 'string' && goal.operation !== operation) return false;
  if (typeof goal.operation === 'object' && !goal.operation.includes(operation)) return false;
  if (goal.service !== undefined && goal.service !== service) return false;
  if (goal.by !== undefined && !isBy(goal.by, event.userIdentity, world)) return false;
  const failed = event.errorCode !== undefined;
  const denied = failed && decision !== null && decision !== 'allow';
  if (goal.outcome === 'done' && failed) return false;
  if (goal.outcome === 'denied' && !denied) return false;
  if (goal.outcome === 'failed' && !failed) return false;
  if (goal.mfa !== undefined && goal.mfa !== withMfa(event)) return false;
  if (!goal.with) return true;
  const parameters = event.requestParameters ?? {};
  return Object.entries(goal.with).every(([name, value]) => String(parameters[name]) === value);
}

/** As CloudTrail tells it: of a sign-in in `additionalEventData`, of a session's requests in the session's attributes. */
function withMfa({ userIdentity, additionalEventData }: HostEvent['event']): boolean {
  return (
    userIdentity.sessionContext?.attributes?.mfaAuthenticated === 'true' ||
    additionalEventData?.MFAUsed === 'Yes'
  );
}

/** By name even where the user is gone meanwhile: the event still says who it was. */
function isBy(who: Who, identity: HostEvent['event']['userIdentity'], world: World): boolean {
  if (who === 'root') return identity.type === 'Root';
  const issuer = identity.sessionContext?.sessionIssuer;
  if (who.startsWith('role/')) return issuer?.type === 'Role' && same(issuer.userName ?? '', who.slice(5));
  if (who.startsWith('arn:'))
    return [identity.arn, issuer?.arn].includes(who.replaceAll('{account}', world.home));
  return (
    identity.type === 'IAMUser' && identity.accountId === world.home && same(identity.userName ?? '', who)
  );
}

/** IAM tells names apart by more than their case in no account. */
function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function is(wanted: boolean | undefined, found: boolean): boolean {
  return wanted === undefined || wanted === found;
}

function counts(wanted: Count | undefined, found: number): boolean {
  if (wanted === undefined) return true;
  if (typeof wanted === 'number') return found === wanted;
  return found >= (wanted.atLeast ?? 0) && found <= (wanted.atMost ?? Number.POSITIVE_INFINITY);
}
