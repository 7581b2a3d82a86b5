// One condition of a statement: an operator, a key, the values it may have.
// All conditions of a statement must hold; one value of a condition suffices.
// Tests: test/policy

import { type Context, valuesOf } from './context.ts';
import { type OperatorUse, readOperator, type Test } from './operators.ts';
import type { ConditionMap, ContextValue } from './types.ts';

export interface Condition {
  readonly name: string;
  readonly use: OperatorUse;
  readonly key: string;
  readonly lower: string;
  readonly values: readonly string[];
  readonly tests: readonly Test[];
}

/** In the document's order. The operators are known to exist: the grammar has been checked. */
export function compileConditions(map: ConditionMap | undefined, variables: boolean): Condition[] {
  const conditions: Condition[] = [];
  for (const [name, keys] of Object.entries(map ?? {})) {
    const use = readOperator(name);
    if (typeof use === 'string') continue;
    for (const [key, given] of Object.entries(keys)) {
      const values = (Array.isArray(given) ? given : [given]).map(String);
      const tests = values
        .map((value) => use.operator.prepare(value, variables))
        .filter((test) => test !== null);
      conditions.push({ name, use, key, lower: key.toLowerCase(), values, tests });
    }
  }
  return conditions;
}

/** The same conditions, those that cost least first. */
export function cheapestFirst(conditions: readonly Condition[]): readonly Condition[] {
  return conditions.length < 2
    ? conditions
    : [...conditions].sort((a, b) => a.use.operator.cost - b.use.operator.cost);
}

export function holds(condition: Condition, context: Context): boolean {
  const seen = context.get(condition.key, condition.lower);
  const { operator, negated, ifExists, set } = condition.use;
  if (operator.type === 'null') return holdsNull(condition, seen);
  if (set !== null) return holdsForSet(condition, seen, context);
  // A missing key matches nothing, so a negated operator holds.
  if (seen === undefined) return ifExists || negated;
  if (typeof seen === 'string') return matchesOne(condition, seen, context) !== negated;
  return seen.some((value) => matchesOne(condition, value, context)) !== negated;
}

/** A key that is there and empty is not a missing key; a list without members has no value. */
function holdsNull(condition: Condition, seen: ContextValue | undefined): boolean {
  const missing = seen === undefined || (typeof seen === 'object' && seen.length === 0);
  return condition.values.some((value) => value.toLowerCase() === String(missing));
}

/**
 * Every value, or one of them, must match (not match, for a negated operator) a value in the policy.
 * Without a key, or when it is a null data set, such as an empty string, ForAllValues holds and ForAnyValue does not.
 */
function holdsForSet(condition: Condition, seen: ContextValue | undefined, context: Context): boolean {
  const { negated, ifExists, set } = condition.use;
  if (seen === undefined && ifExists) return true;
  const values = valuesOf(seen);
  if (values.every((value) => value === '')) return set === 'ForAllValues';
  const fits = (value: string) => matchesOne(condition, value, context) !== negated;
  return set === 'ForAllValues' ? values.every(fits) : values.some(fits);
}

function matchesOne(condition: Condition, value: string, context: Context): boolean {
  for (const test of condition.tests) if (test(value, context)) return true;
  return false;
}
