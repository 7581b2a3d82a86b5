// A request under examination: plain, so that its policies can be edited, with the account's groups for the least
// change. Pure. Tests: test/inspector/request.test.ts
import {
  type AuthorizationRequest,
  type Change,
  type Explanation,
  explain,
  type LayerName,
  leastChange,
  type NamedPolicy,
  readAccessDenied,
  type StatementJson,
  type Step,
} from '../policy/index.ts';
import {
  type AccountPicture,
  holderOf,
  imaginedRequest,
  type PlainPolicy,
  type PlainRequest,
  plainRequest,
  reviveRequest,
  viewOf,
} from '../practice/picture.ts';
import { EVERYTHING, servicesOf } from './matrix.ts';

/** A place in a request where a policy stands. */
export interface Slot {
  layer: LayerName;
  /** Of an organization: which level. */
  level?: number;
  index: number;
}

export const slotKey = ({ layer, level, index }: Slot): string => `${layer}/${level ?? ''}/${index}`;

export interface Placed {
  slot: Slot;
  policy: PlainPolicy;
}

/** All policies that have a say, in the order of the layers. */
export function policiesOf(request: PlainRequest): Placed[] {
  const list = (layer: LayerName, policies: readonly PlainPolicy[]): Placed[] =>
    policies.map((policy, index) => ({ slot: { layer, index }, policy }));
  const levels = (layer: 'scp' | 'rcp'): Placed[] =>
    request[layer].flatMap((policies, level) =>
      policies.map((policy, index) => ({ slot: { layer, level, index }, policy })),
    );
  return [
    ...levels('rcp'),
    ...levels('scp'),
    ...list('resource', request.resourcePolicy ? [request.resourcePolicy] : []),
    ...list('identity', request.identity),
    ...list('boundary', request.boundary),
    ...list('session', request.session ?? []),
    ...list('endpoint', request.endpoint),
  ];
}

/** The request with another text in a slot. */
export function withText(request: PlainRequest, { layer, level, index }: Slot, text: string): PlainRequest {
  const put = (policies: readonly PlainPolicy[]): PlainPolicy[] =>
    policies.map((policy, at) => (at === index ? { ...policy, text } : policy));
  switch (layer) {
    case 'resource':
      return { ...request, resourcePolicy: request.resourcePolicy && { ...request.resourcePolicy, text } };
    case 'scp':
    case 'rcp':
      return { ...request, [layer]: request[layer].map((one, at) => (at === level ? put(one) : one)) };
    case 'session':
      return { ...request, session: request.session && put(request.session) };
    default:
      return { ...request, [layer]: put(request[layer]) };
  }
}

const document = (statements: readonly StatementJson[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2);

/** The request with one more policy in a layer; a resource has one policy, which gets the statement. */
export function withStatement(
  request: PlainRequest,
  layer: LayerName,
  level: number | undefined,
  statement: StatementJson,
  name: string,
): PlainRequest {
  const added: PlainPolicy = { name, text: document([statement]) };
  switch (layer) {
    case 'resource': {
      if (!request.resourcePolicy) return { ...request, resourcePolicy: added };
      const parsed = JSON.parse(request.resourcePolicy.text) as {
        Statement: StatementJson | StatementJson[];
      };
      const statements = [parsed.Statement].flat().concat(statement);
      return {
        ...request,
        resourcePolicy: {
          ...request.resourcePolicy,
          text: JSON.stringify({ ...parsed, Statement: statements }, null, 2),
        },
      };
    }
    case 'scp':
    case 'rcp':
      return { ...request, [layer]: request[layer].map((one, at) => (at === level ? [...one, added] : one)) };
    case 'session':
      return { ...request, session: [...(request.session ?? []), added] };
    default:
      return { ...request, [layer]: [...request[layer], added] };
  }
}

function withoutStatement(text: string, pointer: string): string {
  const parsed = JSON.parse(text) as { Statement: StatementJson | StatementJson[] };
  const index = Number(/\/Statement\/(\d+)/.exec(pointer)?.[1] ?? 0);
  return JSON.stringify(
    { ...parsed, Statement: [parsed.Statement].flat().filter((_, at) => at !== index) },
    null,
    2,
  );
}

/** The request once a change was made; null for a change that is none of its policies'. */
export function applied(
  request: PlainRequest,
  change: Change,
  picture: AccountPicture | null,
): PlainRequest | null {
  switch (change.kind) {
    case 'addAllow':
      return withStatement(request, change.layer, change.level, change.statement, 'new');
    case 'joinGroup': {
      const group = picture && viewOf(picture).groups.get(change.group);
      if (!group) return null;
      const joined = group.policies.map(
        ({ name, arn, compiled }: NamedPolicy): PlainPolicy => ({
          name,
          group: change.group,
          text: JSON.stringify(compiled.document, null, 2),
          ...(arn === undefined ? {} : { arn }),
        }),
      );
      return { ...request, identity: [...request.identity, ...joined] };
    }
    case 'removeDeny': {
      const found = policiesOf(request).find(
        ({ slot, policy }) =>
          slot.layer === change.layer &&
          policy.name === change.policy &&
          policy.arn === change.arn &&
          (change.level === undefined || slot.level === change.level),
      );
      return found
        ? withText(request, found.slot, withoutStatement(found.policy.text, change.pointer))
        : null;
    }
    case 'meetCondition':
    case 'escapeCondition': {
      const value = change.values?.[0];
      const { key } = change;
      if (key === undefined) return null;
      const { [key]: _, ...rest } = request.context;
      const has = change.kind === 'meetCondition' ? !/^Null/.test(change.operator ?? '') : false;
      return { ...request, context: has && value !== undefined ? { ...rest, [key]: value } : rest };
    }
    case 'useAnotherPrincipal':
      return null;
  }
}

export interface Answered {
  request: AuthorizationRequest;
  explanation: Explanation;
}

export function answer(plain: PlainRequest): Answered {
  const request = reviveRequest(plain);
  return { request, explanation: explain(request) };
}

/** The steps to an allow; those who might join a group are told so. */
export function remedyOf(request: AuthorizationRequest, picture: AccountPicture | null): readonly Step[] {
  const groups = picture
    ? [...viewOf(picture).groups].map(([name, { policies }]) => ({ name, policies }))
    : [];
  // A group that gives everything is no small change, whatever the number of words.
  const broad = (change: Change): boolean =>
    change.kind === 'joinGroup' &&
    groups.some(
      ({ name, policies }) =>
        name === change.group &&
        policies.some(({ compiled }) => servicesOf(JSON.stringify(compiled.document)).has(EVERYTHING)),
    );
  return leastChange(request, { groups }).map(({ layer, alternatives }) => {
    const [first, ...rest] = [...alternatives].sort((a, b) => Number(broad(a)) - Number(broad(b)));
    return { layer, alternatives: [first ?? alternatives[0], ...rest] };
  });
}

export interface Question {
  principal: string;
  action: string;
  resource: string;
  context: Readonly<Record<string, string>>;
}

/** A request that somebody of the account might make; null where nobody is called so. */
export function imagined(picture: AccountPicture, question: Question): PlainRequest | null {
  const resource = question.resource.trim() || '*';
  const request = imaginedRequest(picture, { ...question, resource });
  return request && plainRequest(request);
}

export interface Pasted {
  question: Question;
  /** The sentence names somebody of this account. */
  here: boolean;
  /** What the sentence says of the reason. */
  layer: LayerName | null;
  explicit: boolean | null;
  policyArn: string | null;
}

/** Longer texts are not searched for AWS's sentence. */
export const MAX_PASTED = 20_000;

/** What a pasted AccessDenied says; null where there is no such sentence in it. */
export function readPasted(text: string, picture: AccountPicture): Pasted | null {
  const found = readAccessDenied(text.slice(0, MAX_PASTED));
  if (!found) return null;
  return {
    question: {
      principal: found.principal,
      action: found.action,
      resource: found.resource ?? '*',
      context: {},
    },
    here: holderOf(picture, found.principal) !== undefined,
    layer: found.layer,
    explicit: found.decision === null ? null : found.decision === 'explicitDeny',
    policyArn: found.policyArn,
  };
}
