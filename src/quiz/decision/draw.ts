// Draws a case of a difficulty: a request, and policies that nearly or quite fit it. What it is worth, the engine
// says (resolve.ts). Tests: test/quiz/generate.
import { fill } from '../../policy/index.ts';
import type { DecisionCase, NamedDocument } from '../model.ts';
import { type Asked, drawRequest, OTHER_ACCOUNT, OWN_ACCOUNT } from './draw-request.ts';
import type { Difficulty } from './generate.ts';
import type { DecisionSentences } from './resolve.ts';

export type Chance = () => number;
export const pick = <T>(next: Chance, list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
export const maybe = (next: Chance, likely: number): boolean => next() < likely;

type Statement = Record<string, unknown>;
/** Statements get names, so that explanations can speak of them. */
const policy = (name: string, ...statements: Statement[]): NamedDocument => ({
  name,
  document: {
    Version: '2012-10-17',
    Statement: statements.map((one, index) => ({ Sid: `S${index + 1}`, ...one })),
  },
});
const capital = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1);

const everything: Statement = { Effect: 'Allow', Action: '*', Resource: '*' };

export function drawCase(next: Chance, level: Difficulty, words: DecisionSentences): DecisionCase {
  const asked = drawRequest(next, level, words.people);
  const { names } = asked;
  const own = fill(words.policies.own, { name: capital(names.person) });
  const group = fill(words.policies.group, { group: names.group });
  const draw = (effect: 'Allow' | 'Deny'): Statement => drawStatement(next, asked, effect, level);
  const base: DecisionCase = {
    principal: asked.principal,
    action: asked.action,
    resource: asked.resource,
    ...(asked.resourceAccount ? { resourceAccount: asked.resourceAccount } : {}),
    ...(Object.keys(asked.context).length > 0 ? { context: asked.context } : {}),
    identity: [],
  };
  if (asked.principal.endsWith(':root')) return withOrganization(next, asked, base, words, draw);
  if (level === 1) return { ...base, identity: [policy(own, ...some(next, 1, 2, () => draw('Allow')))] };
  const identity = [
    policy(own, draw('Allow'), ...(maybe(next, 0.35) ? [draw('Deny')] : [])),
    ...(maybe(next, level === 2 ? 0.9 : 0.5)
      ? [policy(group, ...(maybe(next, 0.4) ? [draw('Deny')] : []), draw('Allow'))]
      : []),
  ];
  const plain = { ...base, identity };
  if (level <= 3) return plain;
  if (level === 4) return withOneLayer(next, asked, plain, words, draw);
  const limited = maybe(next, 0.4) ? { ...plain, boundary: [boundary(next, words, draw)] } : plain;
  return withOrganization(next, asked, limited, words, draw);
}

const some = <T>(next: Chance, least: number, most: number, make: () => T): T[] =>
  Array.from({ length: least + Math.floor(next() * (most - least + 1)) }, make);

type Draw = (effect: 'Allow' | 'Deny') => Statement;

const boundary = (next: Chance, words: DecisionSentences, draw: Draw): NamedDocument =>
  policy(
    words.policies.boundary,
    ...(maybe(next, 0.3) ? [everything, draw('Deny')] : some(next, 1, 2, () => draw('Allow'))),
  );

/** A boundary, a session policy, or the bucket's own policy; S3 may be another account's. */
function withOneLayer(
  next: Chance,
  asked: Asked,
  base: DecisionCase,
  words: DecisionSentences,
  draw: Draw,
): DecisionCase {
  if (asked.bucket && (asked.resourceAccount !== undefined || maybe(next, 0.55))) {
    const name = fill(words.policies.bucket, { bucket: asked.bucket });
    const named = (statement: Statement): Statement => {
      const { Effect, ...rest } = statement;
      return { Effect, Principal: drawPrincipal(next, asked), ...rest };
    };
    const statements = [named(draw('Allow')), ...(maybe(next, 0.35) ? [named(draw('Deny'))] : [])];
    const identity = maybe(next, 0.3) ? [] : base.identity;
    return { ...base, ...(identity ? { identity } : {}), resourcePolicy: policy(name, ...statements) };
  }
  if (asked.principal.includes(':assumed-role/'))
    return { ...base, session: [policy(words.policies.session, ...some(next, 1, 2, () => draw('Allow')))] };
  return { ...base, boundary: [boundary(next, words, draw)] };
}

/** The caller, another, the caller's whole account, or everyone. */
function drawPrincipal(next: Chance, asked: Asked): unknown {
  const account = asked.principal.split(':')[4] ?? OWN_ACCOUNT;
  return pick(next, [
    { AWS: asked.named },
    { AWS: asked.named },
    { AWS: `arn:aws:iam::${account}:user/${asked.names.other}` },
    { AWS: `arn:aws:iam::${account}:root` },
    '*',
  ]);
}

function withOrganization(
  next: Chance,
  asked: Asked,
  base: DecisionCase,
  words: DecisionSentences,
  draw: Draw,
): DecisionCase {
  const level = (index: number): NamedDocument[] => {
    const name = words.policies.scp[index] ?? '';
    const full = policy(words.policies.scpFull, everything);
    if (maybe(next, 0.5)) return [full];
    if (maybe(next, 0.6)) return [full, policy(name, draw('Deny'))];
    return [policy(name, ...some(next, 1, 2, () => draw('Allow')))];
  };
  const perimeter = asked.bucket !== undefined && maybe(next, 0.25);
  return {
    ...base,
    scp: [level(0), level(1)],
    ...(perimeter
      ? {
          rcp: [
            [
              policy(words.policies.rcpFull, { ...everything, Principal: '*' }),
              policy(words.policies.rcp, perimeterDeny(draw)),
            ],
          ],
        }
      : {}),
    organization: { managementAccount: OTHER_ACCOUNT },
  };
}

/** A resource control policy can only deny, for everyone, and takes no NotAction. */
function perimeterDeny(draw: Draw): Statement {
  const { NotAction, Effect, Action = NotAction, ...rest } = draw('Deny');
  return { Effect, Principal: '*', Action, ...rest };
}

/** A statement near the request: each element fits, or misses in a way that is met in real policies. */
function drawStatement(next: Chance, asked: Asked, effect: 'Allow' | 'Deny', level: Difficulty): Statement {
  const statement: Statement = { Effect: effect };
  if (level >= 3 && effect === 'Deny' && maybe(next, 0.2))
    statement.NotAction = pick(next, [asked.action, `${asked.service}:*`, asked.otherAction]);
  else {
    const actions = [asked.action, asked.actionPattern, `${asked.service}:*`, asked.otherAction];
    const first = pick(next, effect === 'Deny' ? actions.filter((one) => !one.endsWith(':*')) : actions);
    statement.Action =
      maybe(next, 0.35) && !first.endsWith(':*') ? [...new Set([first, asked.thirdAction])] : first;
  }
  statement.Resource = pick(
    next,
    level >= 3 ? [...asked.resources, ...asked.variableResources] : asked.resources,
  );
  if (level >= 3 && maybe(next, level === 3 ? 0.65 : 0.3)) statement.Condition = pick(next, asked.conditions);
  return statement;
}
