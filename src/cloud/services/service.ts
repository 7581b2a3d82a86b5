// What a service is made of. An operation holds only its own: what it asks permission for, as data, and its run step;
// reading, limits, authorisation, events and answers are the pipeline's (cloud.ts). Tests: test/cloud/pipeline.test.ts
import type { ContextValue } from '../../policy/index.ts';
import type { HttpRequest, Times } from '../wire/http.ts';
import type { Limits } from '../wire/limits.ts';
import type { ServiceSchemas } from '../wire/schema.ts';
import type { StoredPolicy } from '../world/entities.ts';
import type { CloudTrailEvent } from '../world/events.ts';
import type { Transaction } from '../world/transaction.ts';
import type { Caller } from './caller.ts';

export type Context = Readonly<Record<string, ContextValue>>;

/** One question to the engine. */
export interface Question {
  action: string;
  resource: string;
  context?: Context;
  /** The resource's own policy: a bucket's, a queue's, a role's trust policy. */
  policy?: StoredPolicy | undefined;
  policyKind?: 'resource' | 'trust';
  /** The account the resource belongs to, when it is not the request's. */
  account?: string;
  /** Who asks, when it is not the caller: an identity provider whose token was checked. */
  principal?: string;
  /** The sentence of a denial, where the service has one of its own. */
  denial?: string;
}

/** A request under way, as operations see it. */
export interface Call {
  readonly tx: Transaction;
  readonly caller: Caller;
  readonly times: Times;
  readonly service: string;
  readonly operation: string;
  readonly region: string;
  readonly request: HttpRequest;
  readonly sourceIp: string;
  readonly requestId: string;
  /** @throws AwsError AccessDenied */
  authorize(question: Question): void;
  /** The account's event log, for services that read it. */
  readonly events: { newest(): Iterable<CloudTrailEvent> };
  /** Add to the event of this request. */
  note(change: Partial<CloudTrailEvent>): void;
}

export interface Operation<Input = never, Output = unknown> {
  /** The action asked for, when it is not service:Operation; null when the operation needs no permission. */
  readonly action?: string | null;
  /** ARNs the action is asked on; without it, «*». */
  readonly resource?: (input: Input, call: Call) => string | readonly string[];
  /** Condition keys of this request beside the global ones. */
  readonly context?: (input: Input, call: Call) => Context;
  /** Everything asked, when one action on some resources does not say it. Replaces action, resource and context. */
  readonly questions?: (input: Input, call: Call) => readonly Question[];
  /** As CloudTrail's readOnly; by default told from the name. */
  readonly readOnly?: boolean;
  /** Data event of CloudTrail (objects in S3): recorded, but not shown by LookupEvents. */
  readonly dataEvent?: boolean;
  /** Fetches what `run` needs at hand: more AWS managed policies, the maker of QR codes, tables of actions. */
  readonly fetch?: (request: HttpRequest) => Promise<unknown> | undefined;
  /** The answer also stands in the event although the operation only reads (STS). */
  readonly tellAnswer?: boolean;
  /**
   * What it changes is nobody's work on the account: sessions that begin and end, reports. Undo passes over it. A
   * function tells it of the one request.
   */
  readonly aside?: boolean | ((input: Input) => boolean);
  /** The operation itself, where only its name is at hand (`later`). */
  readonly whole?: () => Promise<Operation>;
  run(input: Input, call: Call): Output;
}

export type Operations = Readonly<Record<string, Operation>>;

/** Operations that are fetched when one of them is first asked for; until then each stands here by its name alone. */
export function later(names: string, load: () => Promise<Operations>): Operations {
  return Object.fromEntries(
    names.split(/\s+/).map((name): [string, Operation] => [
      name,
      {
        whole: async () => (await load())[name] as Operation,
        run() {
          throw new Error(`${name} was not fetched.`);
        },
      },
    ]),
  );
}

/** Input as the operation gets it: required members are there, since limits were checked. */
export type Parsed<T> = T extends string | number | boolean | bigint | Date | Uint8Array | undefined | null
  ? T
  : T extends readonly (infer Item)[]
    ? Parsed<Item>[]
    : { [Key in keyof T]: Parsed<Exclude<T[Key], undefined>> };

/** Types an operation by the SDK's own request and answer. */
export function operation<Input, Output>(definition: Operation<Parsed<Input>, Output>): Operation {
  return definition as Operation;
}

export type Protocol = 'query' | 'ec2' | 'json' | 'rest-xml' | 'rest-json';

export interface Service {
  readonly name: string;
  /** CloudTrail's eventSource. */
  readonly source: string;
  /** Prefix of its actions in policies. */
  readonly prefix: string;
  readonly protocol: Protocol;
  readonly version: string;
  readonly namespace: string;
  readonly targetPrefix?: string;
  /** Of the JSON protocol; default 1.1. */
  readonly jsonVersion?: '1.0';
  /** Requests need no signature: what they carry says who is calling. */
  readonly unsigned?: boolean;
  /** Still answers the root user while the account is closed. */
  readonly forClosedAccounts?: boolean;
  /** One endpoint for all regions. */
  readonly global: boolean;
  readonly schemas: ServiceSchemas;
  readonly limits: Limits;
  /** Tells what breaks the limits with the service's own error (wire/limits.ts). */
  readonly refuse?: (violations: readonly string[]) => never;
  readonly operations: Operations;
  /** Its own form of the sentence of a denial. */
  readonly wording?: (message: string, caller: Caller) => string;
}

export function isReadOnly(name: string, operation: Operation | undefined): boolean {
  return operation?.readOnly ?? /^(Get|List|Describe|Simulate|Generate|Lookup|Head)/.test(name);
}
