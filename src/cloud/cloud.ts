// The account's one door: handle(request) → response. Every request goes the same way: find the service, verify the
// signature, who is calling, parse, check limits, authorise, run, record the event, answer. Only fetching a service's
// code and data waits; from authorise to commit nothing does. Tests: test/cloud/pipeline.test.ts
import type { AuthorizationRequest, DecidedBy, Decision } from '../policy/index.ts';
import { accessDeniedMessage, decide, explain } from '../policy/index.ts';
import type { Surroundings } from './services/authorize.ts';
import { authorizationRequest } from './services/authorize.ts';
import type { Caller } from './services/caller.ts';
import { anonymous, callerOf, rootCaller } from './services/caller.ts';
import { AwsError, fail, statusOf } from './services/errors.ts';
import type { LoadedService } from './services/registry.ts';
import { findService, invented, knowsService } from './services/registry.ts';
import type { Call, Operation, Question, Service } from './services/service.ts';
import { isReadOnly } from './services/service.ts';
import { tlsDetails, trailForm, userIdentity } from './services/trail.ts';
import type { HttpRequest, HttpResponse, Times } from './wire/http.ts';
import { checkLimits } from './wire/limits.ts';
import { formOf, protocolCode, protocolWording, query, respond, textOf } from './wire/protocol.ts';
import { isoSeconds } from './wire/schema.ts';
import type { Claim } from './wire/signature.ts';
import { readClaim, verify } from './wire/signature.ts';
import type { KeyRecord } from './world/entities.ts';
import type { CloudTrailEvent, EventLog } from './world/events.ts';
import { createEventLog } from './world/events.ts';
import { identifiers, seedNumber } from './world/identifiers.ts';
import { isAwsManaged, loadManagedPolicies, managedPolicyReady } from './world/managed-policies.ts';
import type { Patch } from './world/patch.ts';
import { beginTransaction } from './world/transaction.ts';
import type { World } from './world/world.ts';
import { accountOf } from './world/world.ts';

export interface CloudOptions {
  world: World;
  events?: EventLog;
  /** Of request and event ids; the world has its own for what it holds. */
  seed?: number | string;
  /** 'off': every caller is the account's root, and signatures are not checked. */
  authentication?: 'on' | 'off';
}

export interface AuthorizationRecord {
  request: AuthorizationRequest;
  decision: Decision;
  decidedBy: DecidedBy;
}

/** What happened in one authenticated request, for hosts, inspectors and goals. */
export interface RequestRecord {
  id: string;
  /** Number of its event in the log. */
  number: number;
  event: CloudTrailEvent;
  service: string;
  operation: string;
  /** Whether the request changed the account, as its owner sees it; the patch may hold «last used» times and sessions all the same. */
  changed: boolean;
  before: World;
  after: World;
  patch: Patch;
  authorization: readonly AuthorizationRecord[];
}

export interface Cloud {
  readonly world: World;
  readonly events: EventLog;
  handle(request: HttpRequest, times: Times): Promise<HttpResponse>;
  subscribe(listener: (record: RequestRecord) => void): () => void;
  /** Another world in the place of this one: undo, reset, a scenario. The log goes on unless one is given. */
  replace(world: World, events?: EventLog): void;
}

/** «Last used» times are not written again within a quarter of an hour (IAM user guide, credential reports). */
const lastUsedStep = 15 * 60_000;
/** Last accessed information is kept at this step. */
const accessedStep = 4 * 3_600_000;

export function createCloud(options: CloudOptions): Cloud {
  let world = options.world;
  let events = options.events ?? createEventLog();
  let requests = events.total;
  let documentsChecked = false;
  const seed = seedNumber(`requests:${options.seed ?? world.seed}`);
  const listeners = new Set<(record: RequestRecord) => void>();

  /** Answers to HEAD have no body, an error's neither: its status is all that clients see of it. */
  async function handle(request: HttpRequest, times: Times): Promise<HttpResponse> {
    const answer = await answerTo(request, times);
    return request.method === 'HEAD' ? { ...answer, body: new Uint8Array() } : answer;
  }

  async function answerTo(request: HttpRequest, times: Times): Promise<HttpResponse> {
    const ids = identifiers(seed, requests++ * 3);
    const requestId = ids.uuid();
    let at: LoadedService | undefined;
    try {
      const claim = readClaim(request);
      const name = serviceName(request, claim);
      const found = name === undefined ? undefined : findService(name);
      if (!found) return unknownService(request, name, requestId);
      at = found instanceof Promise ? await found : found;
      const reading = at.dialect.read(at.service, request);
      const known = Object.hasOwn(at.service.operations, reading.operation)
        ? (at.service.operations[reading.operation] as Operation)
        : undefined;
      const operation = known?.whole ? await known.whole() : known;
      const waiting = prepare(request, operation);
      if (waiting) await waiting;
      return perform(
        at,
        request,
        claim,
        reading.operation,
        reading.input,
        operation,
        times,
        requestId,
        ids.uuid(),
      );
    } catch (error) {
      return errorAnswer(at, error, requestId);
    }
  }

  /** Fetches what a request can need, so that the rest is synchronous. */
  function prepare(request: HttpRequest, operation: Operation | undefined): Promise<unknown> | undefined {
    const own = operation?.fetch?.(request);
    const policies = managedPoliciesFor(request);
    return own && policies ? Promise.all([own, policies]) : (own ?? policies);
  }

  /** The AWS managed policies that the request names, and once those that the world holds. */
  function managedPoliciesFor(request: HttpRequest): Promise<void> | undefined {
    const text = request.body.length > 0 ? textOf(request) : request.url;
    const arns = decodeLoosely(text).match(/arn:aws:iam::aws:policy\/[\w+=,.@/-]+/g) ?? [];
    if (arns.some((arn) => !managedPolicyReady(arn))) return loadManagedPolicies();
    if (documentsChecked) return undefined;
    documentsChecked = true;
    for (const account of world.accounts.values())
      for (const arn of account.policyUse.keys())
        if (isAwsManaged(arn) && !managedPolicyReady(arn)) return loadManagedPolicies();
    return undefined;
  }

  function authenticate(
    request: HttpRequest,
    claim: Claim | undefined,
    service: Service,
    operation: string,
    times: Times,
  ): Caller {
    if (service.unsigned && !claim) return anonymous;
    if (options.authentication === 'off') return rootCaller(world.home);
    if (!claim) {
      if (service.protocol === 'rest-xml' || unsigned.has(operation)) return anonymous;
      fail('MissingAuthenticationToken', 'Request is missing Authentication Token');
    }
    const invalid = () =>
      fail('InvalidClientTokenId', 'The security token included in the request is invalid.');
    const key = world.keys.get(claim.accessKeyId) ?? invalid();
    if (key.status !== 'Active') invalid();
    if (claim.service !== service.name && claim.service !== signingName(service))
      fail('SignatureDoesNotMatch', `Credential should be scoped to correct service: '${service.name}'. `);
    verify(request, claim, key.secret, times.wall);
    const { session } = key;
    if ((claim.token ?? '') !== (session?.token ?? '')) invalid();
    if (session && session.expires <= times.now)
      fail('ExpiredToken', 'The security token included in the request is expired');
    const restricted =
      session?.via === 'GetFederationToken' || (session?.via === 'GetSessionToken' && !session.mfa);
    if (restricted && service.name === 'iam') invalid();
    const caller = callerOf(world, key) ?? invalid();
    // AWS's common error of an account that may not use a service; that closed accounts give it is unverified.
    const { closed } = accountOf(world, key.account).settings;
    if (closed !== undefined && !(service.forClosedAccounts && caller.kind === 'root'))
      fail('OptInRequired', 'The AWS Access Key Id needs a subscription for the service');
    return caller;
  }

  function perform(
    { service, dialect }: LoadedService,
    request: HttpRequest,
    claim: Claim | undefined,
    name: string,
    readInput: () => Record<string, unknown>,
    operation: Operation | undefined,
    times: Times,
    requestId: string,
    eventId: string,
  ): HttpResponse {
    const caller = authenticate(request, claim, service, name, times);
    const account = caller.account || world.home;
    const region = regionOf(service, claim, request);
    const around: Surroundings = {
      times,
      sourceIp: request.headers['x-rootless-source-ip'] ?? '203.0.113.10',
      userAgent: request.headers['user-agent'] ?? request.headers['x-amz-user-agent'] ?? '',
      region,
      secure: true,
    };
    const before = world;
    const used = touch(before, caller, service, name, times, region);
    const tx = beginTransaction(used.world, account);
    const authorization: AuthorizationRecord[] = [];
    let notes: Partial<CloudTrailEvent> = {};
    const call: Call = {
      tx,
      caller,
      times,
      service: service.name,
      operation: name,
      region,
      request,
      sourceIp: around.sourceIp,
      requestId,
      events,
      note(change) {
        notes = { ...notes, ...change };
      },
      authorize(question) {
        const asked = authorizationRequest(tx.world, caller, question, around);
        const result = decide(asked);
        authorization.push({ request: asked, ...result });
        if (result.decision !== 'allow') {
          const message = question.denial ?? accessDeniedMessage(explain(asked));
          fail('AccessDenied', service.wording?.(message, caller) ?? message);
        }
      },
    };
    const schema = service.schemas.operations[name];
    let input: Record<string, unknown> = {};
    let output: unknown;
    let problem: AwsError | undefined;
    try {
      if (!operation)
        fail('NotImplemented', `The practice account does not simulate ${service.prefix}:${name}.`, {
          status: 501,
        });
      input = readInput();
      if (schema?.in)
        checkLimits(
          service.schemas,
          service.limits,
          schema.in,
          input,
          protocolCode(service, 'ValidationError'),
          service.refuse,
        );
      for (const question of questionsOf(service, name, operation, input as never, call))
        call.authorize(question);
      output = operation.run(input as never, call);
    } catch (error) {
      problem = asAwsError(error);
    }
    const made = problem ? { drawn: used.world.drawn, entries: [] } : tx.patch();
    const after = problem ? used.world : tx.world;
    const readOnly = isReadOnly(name, operation);
    const event: CloudTrailEvent = {
      eventVersion: '1.11',
      userIdentity: userIdentity(caller),
      eventTime: isoSeconds(times.now),
      eventSource: service.source,
      eventName: name,
      awsRegion: region,
      sourceIPAddress: around.sourceIp,
      userAgent: around.userAgent,
      ...(problem ? { errorCode: trailCode(service, problem), errorMessage: problem.message } : {}),
      requestParameters: trailForm(service.schemas, schema?.in, input),
      responseElements:
        problem || (readOnly && !operation?.tellAnswer)
          ? null
          : trailForm(service.schemas, schema?.out, output),
      requestID: requestId,
      eventID: eventId,
      readOnly,
      eventType: 'AwsApiCall',
      managementEvent: !operation?.dataEvent,
      recipientAccountId: account,
      eventCategory: operation?.dataEvent ? 'Data' : 'Management',
      tlsDetails: tlsDetails(request.headers.host ?? new URL(request.url).host),
      ...(caller.key?.session?.console ? { sessionCredentialFromConsole: 'true' as const } : {}),
      ...notes,
    };
    const patch: Patch = { drawn: after.drawn, entries: [...used.entries, ...made.entries] };
    world = after;
    const number = events.total;
    events.append(event);
    const record: RequestRecord = {
      id: requestId,
      number,
      event,
      service: service.name,
      operation: name,
      changed: made.entries.length > 0 && !isAside(operation, input),
      before,
      after,
      patch,
      authorization,
    };
    for (const listener of listeners) listener(record);
    if (problem) return errorAnswer({ service, dialect }, problem, requestId);
    return dialect.answer(service, name, output ?? {}, requestId);
  }

  return {
    get world() {
      return world;
    },
    get events() {
      return events;
    },
    handle,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    replace(next, log) {
      world = next;
      documentsChecked = false;
      if (log) {
        events = log;
        requests = Math.max(requests, log.total);
      }
    },
  };
}

/** Notes when a key, a role and an action were last used, no oftener than AWS does. */
function touch(
  world: World,
  caller: Caller,
  service: Service,
  operation: string,
  times: Times,
  region: string,
): { world: World; entries: Patch['entries'] } {
  const { key } = caller;
  if (!key) return { world, entries: [] };
  const tx = beginTransaction(world, caller.account);
  const at = times.now;
  if (!key.practice && !key.session && (key.lastUsed === undefined || at - key.lastUsed.at >= lastUsedStep))
    tx.putKey({ ...key, lastUsed: { at, service: service.name, region } } satisfies KeyRecord);
  const { role } = caller;
  if (role && (role.lastUsed === undefined || at - role.lastUsed.at >= lastUsedStep))
    tx.put('roles', role.name.toLowerCase(), { ...role, lastUsed: { at, region } });
  const holder = role ?? caller.user;
  if (holder) {
    const name = `${holder.id}|${service.prefix}:${operation}`;
    const last = tx.account.accessed.get(name);
    if (!last || at - last.at >= accessedStep) tx.put('accessed', name, { at, region });
  }
  const { entries } = tx.patch();
  return entries.length > 0 ? { world: tx.world, entries } : { world, entries };
}

function isAside(operation: Operation | undefined, input: object): boolean {
  const aside = operation?.aside ?? false;
  return typeof aside === 'function' ? aside(input as never) : aside;
}

function questionsOf(
  service: Service,
  name: string,
  operation: Operation,
  input: never,
  call: Call,
): readonly Question[] {
  if (operation.questions) return operation.questions(input, call);
  if (operation.action === null) return [];
  const action = operation.action ?? `${service.prefix}:${name}`;
  const resources = operation.resource?.(input, call) ?? '*';
  const context = operation.context?.(input, call);
  return (typeof resources === 'string' ? [resources] : resources).map((resource) =>
    context ? { action, resource, context } : { action, resource },
  );
}

/** Operations whose token, not a key, says who is calling. */
const unsigned = new Set(['AssumeRoleWithWebIdentity', 'AssumeRoleWithSAML']);

/** Of query requests that are not signed and came to an address without the service's name. */
const versions: Record<string, string> = { '2010-05-08': 'iam', '2011-06-15': 'sts', '2016-11-15': 'ec2' };

const metadataPath =
  /^\/(_rootless\/instances\/[^/]+\/latest\/|latest\/(api\/token|meta-data|dynamic)(\/|$))/;

const hostNames: Record<string, string> = { 's3-control': 's3', organizations: 'organizations' };

/** Told by the signature's scope, else by the host's first label, else by the query's action. */
function serviceName(request: HttpRequest, claim: Claim | undefined): string | undefined {
  const target = request.headers['x-amz-target'];
  if (target?.startsWith('Signin.')) return 'signin';
  if (claim) return claim.service;
  const host = request.headers.host ?? new URL(request.url).host;
  // From the right: a bucket's name stands before the service's.
  const label = host.split('.').findLast((part) => knowsService(hostNames[part] ?? part));
  if (label) return hostNames[label] ?? label;
  // Unsigned requests for a path: an instance asking about itself, else somebody after a public object.
  const { pathname } = new URL(request.url);
  if (metadataPath.test(pathname)) return 'imds';
  if (pathname !== '/') return 's3';
  return versions[formOf(request).get('Version') ?? ''];
}

function signingName(service: Service): string {
  return service.name;
}

function regionOf(service: Service, claim: Claim | undefined, request: HttpRequest): string {
  if (service.global) return 'us-east-1';
  if (claim) return claim.region;
  const found = /\.([a-z]{2}(?:-[a-z]+)+-\d)\./.exec(request.headers.host ?? new URL(request.url).host);
  return found?.[1] ?? 'us-east-1';
}

function decodeLoosely(text: string): string {
  return text.replaceAll('%3A', ':').replaceAll('%2F', '/').replaceAll('%2B', '+');
}

function asAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  const told = error instanceof Error ? error.message : String(error);
  return new AwsError('InternalFailure', `The practice account failed on this request: ${told}`, {
    status: 500,
  });
}

function errorAnswer(at: LoadedService | undefined, error: unknown, requestId: string): HttpResponse {
  const { service, dialect } = at ?? { service: nowhere, dialect: query };
  const met = asAwsError(error);
  const wording = protocolWording(service, met);
  const told = wording
    ? new AwsError(wording.code, wording.message, { status: wording.status, details: met.details })
    : met;
  const status = statusOf(told, statuses(service));
  const code = protocolCode(service, told.code);
  const named = code === told.code ? told : new AwsError(code, told.message, { details: told.details });
  // AWS's services of this protocol answer everything the client did wrong with 400, whatever their schemas say.
  const asBadRequest =
    service.protocol === 'json' && (status === 403 || (status < 500 && !invented.includes(service.name)));
  return dialect.error(service, named, asBadRequest ? 400 : status, requestId);
}

const statusTables = new WeakMap<Service, Map<string, number>>();

function statuses(service: Service): Map<string, number> {
  let table = statusTables.get(service);
  if (!table) {
    table = new Map(Object.values(service.schemas.errors).map(({ code, status }) => [code, status]));
    statusTables.set(service, table);
  }
  return table;
}

/** In events an error has the name of its exception: NoSuchEntity is NoSuchEntityException. */
function trailCode(service: Service, error: AwsError): string {
  if (error.code === 'ValidationError') return 'ValidationException';
  const found = Object.entries(service.schemas.errors).find(([, { code }]) => code === error.code);
  return found?.[0] ?? error.code;
}

const nowhere: Service = {
  name: '',
  source: '',
  prefix: '',
  protocol: 'query',
  version: '',
  namespace: 'http://webservices.amazon.com/AWSFault/2005-15-09',
  global: true,
  schemas: { operations: {}, structures: {}, errors: {} },
  limits: { rules: [], structures: {} },
  operations: {},
};

/** Services of AWS that answer in XML although their requests carry no form. */
const restXml = new Set(['s3', 's3-outposts', 's3express', 'route53', 'cloudfront']);

/** A service the account does not have, in the form its protocol would use. */
function unknownService(request: HttpRequest, name: string | undefined, requestId: string): HttpResponse {
  const message = `The practice account does not simulate ${name ? `the service ${name}` : 'this service'}. To see what your policies say of one of its actions, use: rootless attempt ACTION [ARN].`;
  const isForm =
    request.method === 'GET'
      ? new URL(request.url).searchParams.has('Action')
      : (request.headers['content-type'] ?? '').includes('x-www-form-urlencoded');
  const target = request.headers['x-amz-target'];
  if (target === undefined && (isForm || name === undefined || restXml.has(name)))
    return query.error(nowhere, new AwsError('UnknownOperation', message), 400, requestId);
  const code = 'UnknownOperationException';
  const type = request.headers['content-type'] ?? '';
  const answer = respond(
    target === undefined ? 404 : 400,
    type.startsWith('application/x-amz-json') ? type : 'application/json',
    JSON.stringify({ __type: code, message }),
    requestId,
  );
  answer.headers['x-amzn-errortype'] = code;
  return answer;
}
