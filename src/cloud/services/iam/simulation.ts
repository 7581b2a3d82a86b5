// IAM's policy simulator, answered by the engine that decides real requests.
import type * as sdk from '@aws-sdk/client-iam';
import type { AuthorizationRequest, ContextValue, Explanation, NamedPolicy } from '../../../policy/index.ts';
import { explain } from '../../../policy/index.ts';
import { lastName, parseArn } from '../../world/arn.ts';
import type { StoredPolicy } from '../../world/entities.ts';
import { standingOf } from '../../world/organization.ts';
import { nameKey } from '../../world/world.ts';
import { callerByArn } from '../access.ts';
import { authorizationRequest, compiledPolicy, policyByArn } from '../authorize.ts';
import { fail } from '../errors.ts';
import type { Call, Operations, Parsed } from '../service.ts';
import { operation } from '../service.ts';
import { page } from './common.ts';
import { documentProblem } from './documents.ts';

/** A policy as the simulator names it in its results. */
interface Source {
  id: string;
  type: sdk.PolicySourceType | 'IAM Policy';
  policy: StoredPolicy;
}

function inputs(texts: readonly string[] | undefined, list: string): Source[] {
  return (texts ?? []).map((document, i) => {
    const problem = documentProblem(document, 'identity');
    if (problem) fail('InvalidInput', `Invalid Policy Document in ${list}: ${problem}`);
    const id = `${list}.${i + 1}`;
    return { id, type: 'IAM Policy', policy: { name: id, document } };
  });
}

/** The policies of a user, group or role, with the names that the simulator gives them. */
function principalSources(call: Call, arn: string): Source[] {
  const { account } = call.tx;
  const resource = parseArn(arn)?.resource ?? '';
  const key = nameKey(lastName(resource));
  const kind = resource.split('/')[0];
  const of = (
    type: 'user' | 'group' | 'role',
    holder: { name: string; attached: readonly string[]; inline: readonly StoredPolicy[] },
  ) => [
    ...holder.inline.map((policy): Source => ({ id: `${type}_${holder.name}_${policy.name}`, type, policy })),
    ...holder.attached.flatMap((attached): Source[] => {
      const policy = policyByArn(account, attached);
      const aws = attached.startsWith('arn:aws:iam::aws:');
      return policy ? [{ id: policy.name, type: aws ? 'aws-managed' : 'user-managed', policy }] : [];
    }),
  ];
  const none = () => fail('NoSuchEntity', `The entity with ARN ${arn} cannot be found.`);
  const exact = <Entity extends { path: string; name: string }>(entity: Entity | undefined): Entity =>
    entity && `${kind}${entity.path}${entity.name}` === resource ? entity : none();
  if (kind === 'user') {
    const user = exact(account.users.get(key));
    const groups = user.groups
      .map((group) => account.groups.get(group))
      .filter((group) => group !== undefined);
    return [...of('user', user), ...groups.flatMap((group) => of('group', group))];
  }
  if (kind === 'group') return of('group', exact(account.groups.get(key)));
  if (kind === 'role') return of('role', exact(account.roles.get(key)));
  return fail('InvalidInput', `${arn} is not the ARN of a user, group or role.`);
}

function named(sources: readonly Source[]): NamedPolicy[] {
  return sources.flatMap(({ id, policy }) => {
    const compiled = compiledPolicy(policy);
    return compiled ? [{ name: id, compiled }] : [];
  });
}

type Entries =
  | readonly { ContextKeyName?: string | undefined; ContextKeyValues?: readonly string[] | undefined }[]
  | undefined;

function contextOf(entries: Entries): Record<string, ContextValue> {
  const context: Record<string, ContextValue> = {};
  for (const { ContextKeyName: name, ContextKeyValues: values = [] } of entries ?? [])
    if (name !== undefined) context[name] = values.length === 1 ? (values[0] as string) : values;
  return context;
}

interface Simulation {
  sources: readonly Source[];
  request(action: string, resource: string): AuthorizationRequest;
  bounded: boolean;
  organized: boolean;
}

type SimulationInput = Parsed<sdk.SimulateCustomPolicyRequest | sdk.SimulatePrincipalPolicyRequest>;

function simulate(input: SimulationInput, simulation: Simulation): sdk.SimulatePolicyResponse {
  const resources = input.ResourceArns?.length ? input.ResourceArns : ['*'];
  for (const action of input.ActionNames)
    if (!/^[\w-]+:\w+$/.test(action)) fail('InvalidInput', `Invalid Action: ${action}`);
  const pairs = input.ActionNames.flatMap((action) => resources.map((resource) => ({ action, resource })));
  const { items, rest } = page(input, pairs, ({ action, resource }) => `${action} ${resource}`);
  return {
    EvaluationResults: items.map(({ action, resource }) => {
      const told = explain(simulation.request(action, resource));
      return {
        EvalActionName: action,
        EvalResourceName: resource,
        EvalDecision: told.decision === 'allow' ? ('allowed' as const) : told.decision,
        MatchedStatements: matched(told, simulation.sources),
        MissingContextValues: missing(told),
        ...(simulation.bounded
          ? {
              PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: passes(told, ['boundary']) },
            }
          : {}),
        ...(simulation.organized
          ? { OrganizationsDecisionDetail: { AllowedByOrganizations: passes(told, ['scp']) } }
          : {}),
      };
    }),
    ...rest,
  };
}

function passes(told: Explanation, layers: readonly string[]): boolean {
  return told.layers.every(
    ({ layer, verdict }) => !layers.includes(layer) || (verdict !== 'noAllow' && verdict !== 'explicitDeny'),
  );
}

/** Statements that decided; the policies of the organization are not shown, as in AWS. */
function matched(told: Explanation, sources: readonly Source[]): sdk.Statement[] {
  const effect = told.decision === 'explicitDeny' ? 'Deny' : 'Allow';
  return told.layers
    .filter(({ layer }) => layer === 'identity' || layer === 'resource' || layer === 'boundary')
    .flatMap(({ policies }) => policies)
    .flatMap((policy) => {
      const source = sources.find(({ id }) => id === policy.name);
      if (!source) return [];
      return policy.statements
        .filter((statement) => statement.matched && statement.effect === effect)
        .map((statement) => ({
          SourcePolicyId: source.id,
          SourcePolicyType: source.type as sdk.PolicySourceType,
          ...positions(source.policy.document, Number(statement.pointer.split('/')[2] ?? 0)),
        }));
    });
}

function missing(told: Explanation): string[] {
  const keys = told.layers
    .flatMap(({ policies }) => policies)
    .flatMap(({ statements }) => statements)
    .flatMap(({ elements }) => elements)
    .filter(({ element, seen, key }) => element === 'Condition' && seen === null && key !== undefined)
    .map(({ key }) => key as string);
  return [...new Set(keys)];
}

/** Where the n-th statement begins and ends in the text: line and column from 1. */
function positions(text: string, n: number): { StartPosition: sdk.Position; EndPosition: sdk.Position } {
  const [from, to] = statementSpan(text, n);
  return { StartPosition: place(text, from), EndPosition: place(text, to) };
}

function place(text: string, offset: number): sdk.Position {
  const before = text.slice(0, offset);
  return { Line: before.split('\n').length, Column: offset - before.lastIndexOf('\n') };
}

function statementSpan(text: string, n: number): [number, number] {
  const key = /"Statement"\s*:\s*\[?\s*/.exec(text);
  let at = key ? key.index + key[0].length : 0;
  for (let i = 0; ; i++) {
    while (at < text.length && text[at] !== '{') at++;
    const from = at;
    at = endOfObject(text, at);
    if (i === n || at >= text.length) return [from, at];
  }
}

function endOfObject(text: string, from: number): number {
  let depth = 0;
  let quoted = false;
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (quoted) {
      if (char === '\\') at++;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === '{') depth++;
    else if (char === '}' && --depth === 0) return at + 1;
  }
  return text.length;
}

function resourceLayer(text: string | undefined): Source[] {
  return text === undefined
    ? []
    : [{ id: 'ResourcePolicy', type: 'resource', policy: { name: 'ResourcePolicy', document: text } }];
}

function surroundings(call: Call) {
  return { times: call.times, sourceIp: call.sourceIp, userAgent: '', region: 'us-east-1', secure: true };
}

const simulateCustomPolicy = operation<sdk.SimulateCustomPolicyRequest, sdk.SimulatePolicyResponse>({
  run(input, call) {
    const sources = inputs(input.PolicyInputList, 'PolicyInputList');
    const boundaries = inputs(input.PermissionsBoundaryPolicyInputList, 'PermissionsBoundaryPolicyInputList');
    const resource = resourceLayer(input.ResourcePolicy);
    const principal = input.CallerArn ?? `arn:aws:iam::${call.tx.accountId}:user/simulated`;
    return simulate(input, {
      sources: [...sources, ...boundaries, ...resource],
      bounded: boundaries.length > 0,
      organized: false,
      request: (action, on) => ({
        principal,
        action,
        resource: on,
        ...(input.ResourceOwner
          ? { resourceAccount: parseArn(input.ResourceOwner)?.account ?? call.tx.accountId }
          : {}),
        context: contextOf(input.ContextEntries),
        identity: named(sources),
        boundary: named(boundaries),
        session: null,
        resourcePolicy: named(resource)[0] ?? null,
        scp: [],
        rcp: [],
        endpoint: [],
      }),
    });
  },
});

const simulatePrincipalPolicy = operation<sdk.SimulatePrincipalPolicyRequest, sdk.SimulatePolicyResponse>({
  resource: (input) => input.PolicySourceArn,
  run(input, call) {
    const own = principalSources(call, input.PolicySourceArn);
    const more = inputs(input.PolicyInputList, 'PolicyInputList');
    const boundaries = inputs(input.PermissionsBoundaryPolicyInputList, 'PermissionsBoundaryPolicyInputList');
    const resource = resourceLayer(input.ResourcePolicy);
    const isGroup = parseArn(input.PolicySourceArn)?.resource.startsWith('group/') ?? false;
    const { world } = call.tx;
    const principal =
      input.CallerArn ??
      (isGroup ? `arn:aws:iam::${call.tx.accountId}:user/simulated` : input.PolicySourceArn);
    // Of the live request only the organization and the boundary count: the simulator takes its context from the caller.
    const live = isGroup
      ? undefined
      : authorizationRequest(
          world,
          callerByArn(world, input.PolicySourceArn),
          { action: 'iam:GetUser', resource: '*' },
          surroundings(call),
        );
    const boundary = boundaries.length > 0 ? named(boundaries) : (live?.boundary ?? []);
    return simulate(input, {
      sources: [...own, ...more, ...boundaries, ...resource],
      bounded: boundary.length > 0,
      organized: standingOf(world, call.tx.accountId) !== undefined,
      request: (action, on) => ({
        principal,
        action,
        resource: on,
        resourceAccount:
          parseArn(input.ResourceOwner ?? '')?.account ?? (parseArn(on)?.account || call.tx.accountId),
        context: contextOf(input.ContextEntries),
        identity: named([...own, ...more]),
        boundary,
        session: null,
        resourcePolicy: named(resource)[0] ?? null,
        scp: live?.scp ?? [],
        rcp: [],
        endpoint: [],
        ...(live?.organization ? { organization: live.organization } : {}),
      }),
    });
  },
});

/** Condition keys and variables that policies mention. */
function mentionedKeys(texts: readonly string[]): string[] {
  const keys = new Map<string, string>();
  const add = (key: string) => keys.set(key.toLowerCase(), keys.get(key.toLowerCase()) ?? key);
  for (const text of texts) {
    const document = JSON.parse(text) as { Statement?: unknown };
    for (const statement of [document.Statement ?? []].flat() as { Condition?: Record<string, object> }[])
      for (const block of Object.values(statement.Condition ?? {}))
        for (const key of Object.keys(block)) add(key);
    for (const [, variable] of text.matchAll(/\$\{([^}*?$]+)\}/g))
      add((variable as string).split(',')[0]?.trim() as string);
  }
  return [...keys.values()];
}

const contextKeysForCustom = operation<
  sdk.GetContextKeysForCustomPolicyRequest,
  sdk.GetContextKeysForPolicyResponse
>({
  run: (input) => ({
    ContextKeyNames: mentionedKeys(
      inputs(input.PolicyInputList, 'PolicyInputList').map(({ policy }) => policy.document),
    ),
  }),
});

const contextKeysForPrincipal = operation<
  sdk.GetContextKeysForPrincipalPolicyRequest,
  sdk.GetContextKeysForPolicyResponse
>({
  resource: (input) => input.PolicySourceArn,
  run: (input, call) => ({
    ContextKeyNames: mentionedKeys(
      [
        ...principalSources(call, input.PolicySourceArn),
        ...inputs(input.PolicyInputList, 'PolicyInputList'),
      ].map(({ policy }) => policy.document),
    ),
  }),
});

export const simulation: Operations = {
  SimulateCustomPolicy: simulateCustomPolicy,
  SimulatePrincipalPolicy: simulatePrincipalPolicy,
  GetContextKeysForCustomPolicy: contextKeysForCustom,
  GetContextKeysForPrincipalPolicy: contextKeysForPrincipal,
};

export { principalSources };
