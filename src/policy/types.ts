// The words other rooms use with the engine: requests, decisions, documents, findings.

import type { CompiledPolicy } from './compile.ts';

export type PolicyKind =
  | 'identity'
  | 'resource'
  | 'trust'
  | 'boundary'
  | 'session'
  | 'scp'
  | 'rcp'
  | 'endpoint';

export type Decision = 'allow' | 'explicitDeny' | 'implicitDeny';

export type LayerName = 'rcp' | 'scp' | 'resource' | 'identity' | 'boundary' | 'session' | 'endpoint';

/** Who had the last word: a layer of policies, the root user's standing, or the service itself. */
export type DecidedBy = LayerName | 'root' | 'service';

export type ContextValue = string | readonly string[];
export type ContextRecord = Readonly<Record<string, ContextValue>>;

/** Facts that a code's sentence needs. The sentences are content: content/<language>/messages/policy.json. */
export type Params = Readonly<Record<string, string | number | boolean>>;

/** A document that cannot be read as a policy. `line` and `column` count from 1, columns in UTF-16 units. */
export interface PolicyError {
  code: string;
  params: Params;
  message: string;
  hint: string;
  pointer: string;
  line: number;
  column: number;
}

export type Scalar = string | number | boolean;
export type OneOrMany<T> = T | readonly T[];
export type PrincipalMap = Readonly<Record<string, OneOrMany<string>>>;
export type ConditionMap = Readonly<Record<string, Readonly<Record<string, OneOrMany<Scalar>>>>>;

export interface StatementJson {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | PrincipalMap;
  readonly NotPrincipal?: '*' | PrincipalMap;
  readonly Action?: OneOrMany<string>;
  readonly NotAction?: OneOrMany<string>;
  readonly Resource?: OneOrMany<string>;
  readonly NotResource?: OneOrMany<string>;
  readonly Condition?: ConditionMap;
}

/** A policy as AWS writes it, checked against the grammar by `parse` or `check`. Documents are immutable. */
export interface PolicyDocument {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement: OneOrMany<StatementJson>;
}

export interface NamedPolicy {
  readonly name: string;
  readonly arn?: string;
  /** The group through which a user has it, for explanations. */
  readonly group?: string;
  readonly compiled: CompiledPolicy;
}

/** What cannot be read from the principal's ARN. */
export interface PrincipalExtras {
  /** AIDA… of a user, AROA… of a role: how stored principals are told apart after a re-creation. */
  readonly uniqueId?: string;
  readonly canonicalUserId?: string;
  /** Also known from the role's path, /aws-service-role/. */
  readonly serviceLinked?: boolean;
  /** A root session of sts:AssumeRoot: its task policy stands in `session` and limits it. */
  readonly assumedRoot?: boolean;
}

export interface Organization {
  readonly managementAccount: string;
}

/** One request and every policy that has a say in it. An absent layer is an empty list (or null). */
export interface AuthorizationRequest {
  /** An ARN (user, role, assumed-role session, federated user, root), a service principal, or '*' (anonymous). */
  readonly principal: string;
  /** For a session the role's ARN where it has a path; for a federated user the IAM user who asked for the token. */
  readonly roleArn?: string;
  readonly principalExtras?: PrincipalExtras;
  /** 'iam:CreateUser', in any letter case. */
  readonly action: string;
  /** An ARN, or '*' for an action that takes no resource. */
  readonly resource: string;
  /** Default: the account in the resource's ARN, else the principal's. */
  readonly resourceAccount?: string;
  /** Derived keys included: see `contextKeys`. */
  readonly context: ContextRecord;
  /** The user's own policies and those of their groups. */
  readonly identity: readonly NamedPolicy[];
  /** Empty: no boundary is set. */
  readonly boundary: readonly NamedPolicy[];
  /** null: none was passed. Empty: a session whose policies allow nothing. */
  readonly session: readonly NamedPolicy[] | null;
  /** A role's trust policy for the actions of STS that assume it. */
  readonly resourcePolicy: NamedPolicy | null;
  /** One list a level, the organization's root first; empty: no organization. */
  readonly scp: readonly (readonly NamedPolicy[])[];
  readonly rcp: readonly (readonly NamedPolicy[])[];
  readonly endpoint: readonly NamedPolicy[];
  readonly organization?: Organization;
  /** The resource's organization where it is not the principal's. */
  readonly resourceOrganization?: Organization;
}

export interface Ruling {
  readonly decision: Decision;
  readonly decidedBy: DecidedBy;
}
