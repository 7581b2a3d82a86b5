// A statement, compiled, and the one matcher that every layer uses.
// Tests: test/policy

import { type ActionList, actionList, asList, coversAction } from './action.ts';
import { type ArnPattern, compileArnPattern, matchesArn } from './arn.ts';
import type { Caller } from './caller.ts';
import { type Condition, cheapestFirst, compileConditions, holds } from './condition.ts';
import type { Context } from './context.ts';
import { closeness, Grant, type PrincipalElement, principalElement, spares } from './principal.ts';
import type { PrincipalExtras, StatementJson } from './types.ts';

export interface ResourceList {
  readonly element: 'Resource' | 'NotResource';
  readonly sources: readonly string[];
  readonly patterns: readonly ArnPattern[];
}

export interface Statement {
  readonly pointer: string;
  readonly json: StatementJson;
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: ActionList;
  /** null: the element is not there. */
  readonly resources: ResourceList | null;
  readonly principal: PrincipalElement | null;
  readonly conditions: readonly Condition[];
  readonly cheapest: readonly Condition[];
}

/** What a layer asks of its statements. */
export interface LayerRules {
  /** A statement that names nobody speaks of nobody (resource policies), of everyone (RCP, endpoint), or need not. */
  readonly needsPrincipal: boolean;
  readonly needsResource: boolean;
  /** Whether a resource pattern of fewer than six parts is completed. */
  readonly completesArns: boolean;
}

/** One request, as statements look at it. */
export interface Question {
  readonly caller: Caller;
  readonly extras: PrincipalExtras | undefined;
  readonly hasBoundary: boolean;
  readonly resource: string;
  readonly context: Context;
}

export function compileStatement(json: StatementJson, pointer: string, variables: boolean): Statement {
  const conditions = json.Condition === undefined ? [] : compileConditions(json.Condition, variables);
  return {
    pointer,
    json,
    sid: json.Sid,
    effect: json.Effect,
    actions: actionList(json),
    resources: resourceList(json, variables),
    principal: principalElement(json),
    conditions,
    cheapest: cheapestFirst(conditions),
  };
}

function resourceList(json: StatementJson, variables: boolean): ResourceList | null {
  const element = json.Resource !== undefined ? 'Resource' : 'NotResource';
  if (json[element] === undefined) return null;
  const sources = asList(json[element]);
  const patterns = sources.map((source) => compileArnPattern(source, { variables, complete: true }));
  return { element, sources, patterns };
}

/** Which pattern of the list fits, or -1. */
export function findResource(list: ResourceList, question: Question, rules: LayerRules): number {
  for (let i = 0; i < list.patterns.length; i++) {
    const pattern = list.patterns[i] as ArnPattern;
    if (pattern.kind === 'parts' && pattern.open && !rules.completesArns) continue;
    if (matchesArn(pattern, question.resource, question.context)) return i;
  }
  return -1;
}

export function coversResource(statement: Statement, question: Question, rules: LayerRules): boolean {
  const list = statement.resources;
  if (list === null) return !rules.needsResource;
  return findResource(list, question, rules) >= 0 === (list.element === 'Resource');
}

/** How closely the statement speaks of the caller; a statement without principals speaks of everyone. */
export function speaksOf(statement: Statement, question: Question, rules: LayerRules): Grant {
  const { principal } = statement;
  if (principal === null) return rules.needsPrincipal ? Grant.none : Grant.direct;
  if (principal.element === 'Principal') return closeness(principal, question.caller, question.extras);
  // AWS does not support NotPrincipal with Allow. With Deny it always hits whoever has a permissions boundary.
  if (statement.effect === 'Allow') return Grant.none;
  return !question.hasBoundary && spares(principal, question.caller, question.extras)
    ? Grant.none
    : Grant.direct;
}

export function conditionsHold(statement: Statement, context: Context): boolean {
  for (const condition of statement.cheapest) if (!holds(condition, context)) return false;
  return true;
}

/** Whether a statement whose actions are known to fit applies, and how closely it names the caller. */
export function applies(statement: Statement, question: Question, rules: LayerRules): Grant {
  const grant = speaksOf(statement, question, rules);
  if (grant === Grant.none) return Grant.none;
  if (!coversResource(statement, question, rules)) return Grant.none;
  return conditionsHold(statement, question.context) ? grant : Grant.none;
}

export { coversAction };
