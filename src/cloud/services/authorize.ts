// Central authorisation: gathers every policy that has a say and the condition keys of the moment, and asks the engine.
// Tests: test/cloud/authorize.test.ts
import type {
  AuthorizationRequest,
  CompiledPolicy,
  ContextValue,
  NamedPolicy,
  PrincipalExtras,
  RequestFacts,
} from '../../policy/index.ts';
import { compile, contextKeys, parse } from '../../policy/index.ts';
import type { Times } from '../wire/http.ts';
import type { Group, SessionRecord, StoredPolicy } from '../world/entities.ts';
import { isAwsManaged, managedPolicy } from '../world/managed-policies.ts';
import type { Standing } from '../world/organization.ts';
import { levels, standingOf } from '../world/organization.ts';
import type { Account, World } from '../world/world.ts';
import { accountOf } from '../world/world.ts';
import type { Caller } from './caller.ts';
import { roleArn, userArn } from './caller.ts';
import type { Question } from './service.ts';

/** What the request itself brings along for condition keys. */
export interface Surroundings {
  times: Times;
  sourceIp: string;
  userAgent: string;
  region: string;
  secure: boolean;
}

const compiledPolicies = new WeakMap<object, CompiledPolicy | null>();

/** Compiled once for each stored policy; null for one that cannot be read (it grants nothing). */
export function compiledPolicy(policy: StoredPolicy): CompiledPolicy | null {
  let found = compiledPolicies.get(policy);
  if (found === undefined) {
    const parsed = parse(policy.document);
    found = parsed.ok ? compile(parsed.document) : null;
    compiledPolicies.set(policy, found);
  }
  return found;
}

function named(policies: Iterable<StoredPolicy & { arn?: string }>, group?: string): NamedPolicy[] {
  const out: NamedPolicy[] = [];
  for (const policy of policies) {
    const compiled = compiledPolicy(policy);
    if (!compiled) continue;
    out.push({
      name: policy.name,
      compiled,
      ...(policy.arn ? { arn: policy.arn } : {}),
      ...(group === undefined ? {} : { group }),
    });
  }
  return out;
}

/** The text in force of a managed policy, AWS's or the account's own. */
export function policyByArn(account: Account, arn: string): (StoredPolicy & { arn: string }) | undefined {
  if (isAwsManaged(arn)) return managedPolicy(arn);
  const policy = account.policies.get(arn);
  const version = policy?.versions.find(({ number }) => number === policy.defaultVersion);
  return version && withArn(version, arn);
}

const arnForms = new WeakMap<object, StoredPolicy & { arn: string }>();

/** The same object each time, so that compiling is done once. */
function withArn(policy: StoredPolicy, arn: string): StoredPolicy & { arn: string } {
  let found = arnForms.get(policy);
  if (!found) {
    found = { name: arn.slice(arn.lastIndexOf('/') + 1), document: policy.document, arn };
    arnForms.set(policy, found);
  }
  return found;
}

interface Holder {
  readonly attached: readonly string[];
  readonly inline: readonly StoredPolicy[];
}

function* held(account: Account, holder: Holder): Iterable<StoredPolicy & { arn?: string }> {
  yield* holder.inline;
  for (const arn of holder.attached) {
    const policy = policyByArn(account, arn);
    if (policy) yield policy;
  }
}

/** Identity policies of a user (its own and its groups') or a role. */
export function identityPolicies(account: Account, caller: Pick<Caller, 'user' | 'role'>): NamedPolicy[] {
  const out: NamedPolicy[] = [];
  const holder = caller.role ?? caller.user;
  if (holder) out.push(...named(held(account, holder)));
  if (caller.user && !caller.role)
    for (const key of caller.user.groups) {
      const group = account.groups.get(key) as Group | undefined;
      if (group) out.push(...named(held(account, group), group.name));
    }
  return out;
}

function boundaryOf(account: Account, caller: Caller): NamedPolicy[] {
  const arn = (caller.role ?? caller.user)?.boundary;
  if (!arn) return [];
  const policy = policyByArn(account, arn);
  const compiled = policy && compiledPolicy(policy);
  // A boundary that cannot be read still bounds: it allows nothing.
  return [{ name: policy?.name ?? arn, arn, compiled: compiled ?? nothing() }];
}

function fixed(statements: string): () => CompiledPolicy {
  let compiled: CompiledPolicy | undefined;
  return () => {
    if (!compiled) {
      const parsed = parse(`{"Version":"2012-10-17","Statement":[${statements}]}`);
      if (!parsed.ok) throw new Error('a policy of our own does not parse');
      compiled = compile(parsed.document);
    }
    return compiled;
  };
}

const nothing = fixed('');
const everything = fixed('{"Effect":"Allow","Action":"*","Resource":"*"}');

function sessionPolicies(account: Account, caller: Caller): NamedPolicy[] | null {
  const session = caller.key?.session;
  const owner = caller.key?.owner.kind;
  if (!session || owner === 'user' || (owner === 'root' && session.via !== 'AssumeRoot')) return null;
  if (session.policies === null && !session.policyArns?.length)
    return caller.kind === 'federated' ? [] : null;
  const attached = (session.policyArns ?? [])
    .map((arn) => policyByArn(account, arn))
    .filter((policy) => policy !== undefined);
  return [
    ...named(session.policies ?? []),
    ...named(attached),
    // The task policies of AssumeRoot only deny: what they leave over, root may.
    ...(session.via === 'AssumeRoot' ? [{ name: 'RootAccess', compiled: everything() }] : []),
  ];
}

/** The role of a session, or the IAM user behind a federated user. */
function issuer(caller: Caller): { roleArn?: string } {
  if (caller.role) return { roleArn: roleArn(caller.account, caller.role) };
  return caller.kind === 'federated' && caller.user ? { roleArn: userArn(caller.account, caller.user) } : {};
}

function extras({ role, user, key }: Caller): PrincipalExtras {
  return {
    ...uniqueId({ role, user }),
    ...(role?.linkedService ? { serviceLinked: true } : {}),
    ...(key?.session?.via === 'AssumeRoot' ? { assumedRoot: true } : {}),
  };
}

/** Everything the engine wants to know about one question. */
export function authorizationRequest(
  world: World,
  caller: Caller,
  question: Question,
  surroundings: Surroundings,
): AuthorizationRequest {
  const account = caller.kind === 'anonymous' ? undefined : accountOf(world, caller.account);
  const resourceAccount = question.account ?? (caller.account || world.home);
  const standing = account && standingOf(world, caller.account);
  const resourceStanding = resourceAccount === caller.account ? standing : standingOf(world, resourceAccount);
  const policy = question.policy && compiledPolicy(question.policy);
  return {
    principal: question.principal ?? caller.arn,
    ...issuer(caller),
    ...(caller.kind === 'anonymous' ? {} : { principalExtras: extras(caller) }),
    action: question.action,
    resource: question.resource,
    resourceAccount,
    context: {
      ...globalContext(caller, standing, resourceAccount, resourceStanding, surroundings),
      ...question.context,
    },
    identity: account ? identityPolicies(account, caller) : [],
    boundary: account ? boundaryOf(account, caller) : [],
    session: account ? sessionPolicies(account, caller) : null,
    resourcePolicy: policy ? { name: question.policy?.name ?? '', compiled: policy } : null,
    scp: levels(world, standing, 'SERVICE_CONTROL_POLICY').map((level) => named(level)),
    rcp: levels(world, resourceStanding, 'RESOURCE_CONTROL_POLICY').map((level) => named(level)),
    endpoint: [],
    ...(standing ? { organization: { managementAccount: standing.organization.management } } : {}),
    ...(resourceStanding
      ? { resourceOrganization: { managementAccount: resourceStanding.organization.management } }
      : {}),
  };
}

/** The global condition keys, from the live state; which key there is when, the engine knows. */
function globalContext(
  caller: Caller,
  standing: Standing | undefined,
  resourceAccount: string,
  resourceStanding: Standing | undefined,
  around: Surroundings,
): Record<string, ContextValue> {
  const session = caller.key?.session;
  const facts: RequestFacts = {
    principal: caller.arn,
    ...issuer(caller),
    ...uniqueId(caller),
    ...(caller.tags.length > 0
      ? { principalTags: Object.fromEntries(caller.tags.map(({ Key, Value }) => [Key, Value])) }
      : {}),
    ...(session ? { session: sessionFacts(session) } : {}),
    now: around.times.now,
    sourceIp: around.sourceIp,
    secureTransport: around.secure,
    requestedRegion: around.region,
    ...(around.userAgent ? { userAgent: around.userAgent } : {}),
    resourceAccount,
    ...(standing ? { principalOrganization: organizationFacts(standing) } : {}),
    ...(resourceStanding ? { resourceOrganization: organizationFacts(resourceStanding) } : {}),
  };
  const keys = contextKeys(facts);
  return session?.federation || session?.keys
    ? { ...keys, ...session.federation?.keys, ...session.keys }
    : keys;
}

function uniqueId({ role, user }: Pick<Caller, 'role' | 'user'>): { uniqueId?: string } {
  const id = role?.id ?? user?.id;
  return id === undefined ? {} : { uniqueId: id };
}

function sessionFacts(session: SessionRecord): NonNullable<RequestFacts['session']> {
  return {
    issued: session.issued,
    mfa: session.mfa ? (session.mfaAt ?? session.issued) : null,
    ...(session.sourceIdentity ? { sourceIdentity: session.sourceIdentity } : {}),
    ...(session.federation ? { federatedProvider: session.federation.provider } : {}),
    assumedRoot: session.via === 'AssumeRoot',
  };
}

function organizationFacts({ organization, path }: Standing): { id: string; path: string } {
  const above = path.filter(({ kind }) => kind !== 'account').map(({ id }) => id);
  return { id: organization.id, path: `${[organization.id, ...above].join('/')}/` };
}
