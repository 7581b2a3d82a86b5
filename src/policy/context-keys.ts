// The global condition keys that AWS fills in by itself, from what is known about a request: one function for the
// account, for `rootless decide` and for everything that asks «what if». Which key is there when is the point:
// a missing key is not an empty one. Source: IAM User Guide, reference_policies_condition-keys, and the principal
// table of reference_policies_variables. Tests: test/policy/context-keys.test.ts

import { parseArn } from './arn.ts';
import { type Caller, readCaller } from './caller.ts';
import type { ContextRecord, ContextValue } from './types.ts';

type Keys = Record<string, ContextValue>;
type Tags = Readonly<Record<string, string>>;

export interface PrincipalFacts {
  /** An ARN, a service principal or '*'. */
  readonly principal: string;
  readonly roleArn?: string;
  /** AIDA… or AROA… */
  readonly uniqueId?: string;
}

/** Times are in milliseconds since 1970. What is left out is not known, and its keys are missing. */
export interface RequestFacts extends PrincipalFacts {
  readonly principalTags?: Tags;
  /** Temporary credentials; long-lived access keys have none of these keys. */
  readonly session?: {
    readonly issued: number;
    /** When the caller showed an MFA code; null: never. */
    readonly mfa: number | null;
    readonly sourceIdentity?: string;
    readonly federatedProvider?: string;
    readonly assumedRoot?: boolean;
  };
  readonly now?: number;
  readonly sourceIp?: string;
  /** Instead of sourceIp when the request comes through a VPC endpoint. */
  readonly vpc?: { readonly id: string; readonly endpoint: string; readonly sourceIp: string };
  readonly secureTransport?: boolean;
  readonly requestedRegion?: string;
  readonly userAgent?: string;
  readonly requestTags?: Tags;
  /** For requests that name tags without values, such as UntagUser. */
  readonly tagKeys?: readonly string[];
  readonly resourceTags?: Tags;
  readonly resourceAccount?: string;
  readonly principalOrganization?: { readonly id: string; readonly path: string };
  readonly resourceOrganization?: { readonly id: string; readonly path: string };
  /** Services that passed the request on for the caller, the first one first. */
  readonly calledVia?: readonly string[];
}

/** aws:PrincipalArn, aws:PrincipalAccount, aws:PrincipalType, aws:username, aws:userid, where known. */
export function principalKeys(facts: PrincipalFacts): Keys {
  const caller = readCaller(facts.principal, facts.roleArn);
  const keys: Keys = {};
  const type = principalTypes[caller.kind];
  if (type !== undefined) keys['aws:PrincipalType'] = type;
  if (caller.kind === 'anonymous') {
    keys['aws:PrincipalAccount'] = 'anonymous';
    keys['aws:userid'] = 'anonymous';
  }
  if (caller.account === null) return keys;
  keys['aws:PrincipalArn'] = caller.kind === 'session' && caller.parent ? caller.parent : caller.name;
  keys['aws:PrincipalAccount'] = caller.account;
  const name = lastPart(caller);
  if (caller.kind === 'user') keys['aws:username'] = name;
  const id = userId(caller, name, facts.uniqueId);
  if (id !== undefined) keys['aws:userid'] = id;
  return keys;
}

const principalTypes: Readonly<Record<Caller['kind'], string | undefined>> = {
  root: 'Account',
  user: 'User',
  role: 'AssumedRole',
  session: 'AssumedRole',
  federated: 'FederatedUser',
  anonymous: 'Anonymous',
  service: undefined,
  provider: undefined,
};

function lastPart({ name }: Caller): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

function userId(caller: Caller, name: string, id: string | undefined): string | undefined {
  if (caller.kind === 'root') return caller.account ?? undefined;
  if (caller.kind === 'federated') return `${caller.account}:${name}`;
  if (id === undefined) return undefined;
  return caller.kind === 'session' ? `${id}:${name}` : id;
}

/** All keys that follow from the facts. The service's own keys (`iam:…`, `s3:…`) come from the operation. */
export function contextKeys(facts: RequestFacts): Keys {
  return {
    ...principalKeys(facts),
    ...sessionKeys(facts),
    ...networkKeys(facts),
    ...tagKeys(facts),
    ...organizationKeys(facts),
    ...serviceKeys(facts),
  };
}

function sessionKeys({ session, now }: RequestFacts): Keys {
  const keys: Keys = {};
  if (now !== undefined) {
    keys['aws:CurrentTime'] = isoTime(now);
    keys['aws:EpochTime'] = String(Math.floor(now / 1000));
  }
  if (!session) return keys;
  keys['aws:TokenIssueTime'] = isoTime(session.issued);
  keys['aws:MultiFactorAuthPresent'] = String(session.mfa !== null);
  if (session.mfa !== null && now !== undefined) {
    keys['aws:MultiFactorAuthAge'] = String(Math.max(0, Math.floor((now - session.mfa) / 1000)));
  }
  if (session.sourceIdentity !== undefined) keys['aws:SourceIdentity'] = session.sourceIdentity;
  if (session.federatedProvider !== undefined) keys['aws:FederatedProvider'] = session.federatedProvider;
  if (session.assumedRoot === true) keys['aws:AssumedRoot'] = 'true';
  return keys;
}

function networkKeys(facts: RequestFacts): Keys {
  const keys: Keys = {};
  if (facts.vpc) {
    keys['aws:SourceVpc'] = facts.vpc.id;
    keys['aws:SourceVpce'] = facts.vpc.endpoint;
    keys['aws:VpcSourceIp'] = facts.vpc.sourceIp;
  } else if (facts.sourceIp !== undefined) keys['aws:SourceIp'] = facts.sourceIp;
  if (facts.secureTransport !== undefined) keys['aws:SecureTransport'] = String(facts.secureTransport);
  if (facts.requestedRegion !== undefined) keys['aws:RequestedRegion'] = facts.requestedRegion;
  if (facts.userAgent !== undefined) keys['aws:UserAgent'] = facts.userAgent;
  return keys;
}

function tagKeys({ principalTags, requestTags, resourceTags, tagKeys: named }: RequestFacts): Keys {
  const keys: Keys = {};
  for (const [name, value] of Object.entries(principalTags ?? {})) keys[`aws:PrincipalTag/${name}`] = value;
  for (const [name, value] of Object.entries(resourceTags ?? {})) keys[`aws:ResourceTag/${name}`] = value;
  for (const [name, value] of Object.entries(requestTags ?? {})) keys[`aws:RequestTag/${name}`] = value;
  const names = named ?? Object.keys(requestTags ?? {});
  if (names.length > 0) keys['aws:TagKeys'] = names;
  return keys;
}

function organizationKeys(facts: RequestFacts): Keys {
  const keys: Keys = {};
  if (facts.resourceAccount !== undefined) keys['aws:ResourceAccount'] = facts.resourceAccount;
  if (facts.principalOrganization) {
    keys['aws:PrincipalOrgID'] = facts.principalOrganization.id;
    keys['aws:PrincipalOrgPaths'] = [facts.principalOrganization.path];
  }
  if (facts.resourceOrganization) {
    keys['aws:ResourceOrgID'] = facts.resourceOrganization.id;
    keys['aws:ResourceOrgPaths'] = [facts.resourceOrganization.path];
  }
  return keys;
}

function serviceKeys({ principal, calledVia = [] }: RequestFacts): Keys {
  if (principal === '*') return {};
  const isService = parseArn(principal) === null;
  const keys: Keys = {
    'aws:PrincipalIsAWSService': String(isService),
    'aws:ViaAWSService': String(calledVia.length > 0),
  };
  if (isService) keys['aws:PrincipalServiceName'] = principal;
  const [first] = calledVia;
  if (first !== undefined) {
    keys['aws:CalledVia'] = calledVia;
    keys['aws:CalledViaFirst'] = first;
    keys['aws:CalledViaLast'] = calledVia[calledVia.length - 1] as string;
  }
  return keys;
}

/** AWS writes whole seconds. */
function isoTime(time: number): string {
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** What was given wins over what was derived, in whatever letter case its name is written. */
export function withDerived(given: ContextRecord, derived: ContextRecord): ContextRecord {
  const names = new Set(Object.keys(given).map((name) => name.toLowerCase()));
  const missing = Object.entries(derived).filter(([name]) => !names.has(name.toLowerCase()));
  return missing.length === 0 ? given : { ...Object.fromEntries(missing), ...given };
}
