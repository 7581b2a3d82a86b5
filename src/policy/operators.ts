// The condition operators: small pure functions in a table, times the modifiers Not, IfExists, ForAllValues and
// ForAnyValue. `prepare` runs once for each value in a policy, `holds` for each request.
// Source: IAM User Guide, reference_policies_elements_condition_operators.
// Tests: test/policy/operators.test.ts

import { compileArnPattern, matchesArn, parseArn } from './arn.ts';
import type { Context } from './context.ts';
import { compileGlob, matchesGlob } from './glob.ts';
import { inRange, parseAddress, parseRange } from './ip.ts';

/** Tests one value of the request; the value in the policy is bound in. */
export type Test = (seen: string, context: Context) => boolean;

export interface Operator {
  readonly type: 'string' | 'numeric' | 'date' | 'bool' | 'binary' | 'ip' | 'arn' | 'null';
  /** null: the policy's value makes no sense for the operator; it matches nothing. */
  readonly prepare: (value: string, variables: boolean) => Test | null;
  /** How much a test costs, roughly: cheap conditions are asked first. */
  readonly cost: number;
}

function text(wildcards: boolean, fold: boolean): Operator['prepare'] {
  return (value, variables) => {
    const glob = compileGlob(fold ? value.toLowerCase() : value, { variables, wildcards });
    if (!fold) return (seen, context) => matchesGlob(glob, seen, context);
    return (seen, context) => matchesGlob(glob, seen.toLowerCase(), foldedContext(context));
  };
}

/** Values of variables in lower case, for the operators that ignore case. */
function foldedContext(context: Context): Context {
  return {
    get(key, lower) {
      const value = context.get(key, lower);
      return typeof value === 'string' ? value.toLowerCase() : value?.map((item) => item.toLowerCase());
    },
  };
}

const numberForm = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

export function parseNumber(value: string): number | null {
  return numberForm.test(value) ? Number(value) : null;
}

const dateForm =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?)?)?)?$/;

/** ISO 8601 in W3C's profile, or seconds since 1970. In milliseconds. Four digits alone are a year. */
export function parseDate(value: string): number | null {
  const found = dateForm.exec(value);
  if (!found) {
    const seconds = parseNumber(value);
    return seconds === null ? null : seconds * 1000;
  }
  const [
    ,
    year,
    month = '01',
    day = '01',
    hour = '00',
    minute = '00',
    second = '00',
    fraction = '0',
    zone = 'Z',
  ] = found;
  const offset = zone === 'Z' ? zone : zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  const milliseconds = fraction.slice(0, 3).padEnd(3, '0');
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}${offset}`);
  return Number.isNaN(time) ? null : time;
}

function compare(
  parse: (value: string) => number | null,
  holds: (seen: number, wanted: number) => boolean,
): Operator['prepare'] {
  return (value) => {
    const wanted = parse(value);
    if (wanted === null) return null;
    return (seen) => {
      const number = parse(seen);
      return number !== null && holds(number, wanted);
    };
  };
}

const equal = (a: number, b: number) => a === b;
const less = (a: number, b: number) => a < b;
const lessOrEqual = (a: number, b: number) => a <= b;
const greater = (a: number, b: number) => a > b;
const greaterOrEqual = (a: number, b: number) => a >= b;

const arn: Operator['prepare'] = (value, variables) => {
  const pattern = compileArnPattern(value, { variables, complete: false });
  return (seen, context) => parseArn(seen) !== null && matchesArn(pattern, seen, context);
};

const bool: Operator['prepare'] = (value) => {
  const wanted = value.toLowerCase();
  return wanted === 'true' || wanted === 'false' ? (seen) => seen.toLowerCase() === wanted : null;
};

const ip: Operator['prepare'] = (value) => {
  const range = parseRange(value);
  if (!range) return null;
  return (seen) => {
    const address = parseAddress(seen);
    return address !== null && inRange(address, range);
  };
};

/** A value of `Null`: "true" wants the key to be missing. */
const nothing: Operator['prepare'] = (value) => (/^(true|false)$/i.test(value) ? () => false : null);

function positives(): Record<string, Operator> {
  const numbers = (holds: (a: number, b: number) => boolean): Operator => ({
    type: 'numeric',
    prepare: compare(parseNumber, holds),
    cost: 2,
  });
  const dates = (holds: (a: number, b: number) => boolean): Operator => ({
    type: 'date',
    prepare: compare(parseDate, holds),
    cost: 4,
  });
  return {
    StringEquals: { type: 'string', prepare: text(false, false), cost: 1 },
    StringEqualsIgnoreCase: { type: 'string', prepare: text(false, true), cost: 2 },
    StringLike: { type: 'string', prepare: text(true, false), cost: 3 },
    NumericEquals: numbers(equal),
    NumericLessThan: numbers(less),
    NumericLessThanEquals: numbers(lessOrEqual),
    NumericGreaterThan: numbers(greater),
    NumericGreaterThanEquals: numbers(greaterOrEqual),
    DateEquals: dates(equal),
    DateLessThan: dates(less),
    DateLessThanEquals: dates(lessOrEqual),
    DateGreaterThan: dates(greater),
    DateGreaterThanEquals: dates(greaterOrEqual),
    Bool: { type: 'bool', prepare: bool, cost: 1 },
    // The same base-64 text is the same bytes.
    BinaryEquals: { type: 'binary', prepare: (value) => (seen) => seen === value, cost: 1 },
    IpAddress: { type: 'ip', prepare: ip, cost: 4 },
    // AWS: ArnEquals and ArnLike behave identically.
    ArnEquals: { type: 'arn', prepare: arn, cost: 3 },
    ArnLike: { type: 'arn', prepare: arn, cost: 3 },
    Null: { type: 'null', prepare: nothing, cost: 0 },
  };
}

const table: ReadonlyMap<string, Operator> = new Map(Object.entries(positives()));

/** The negated form of an operator, and the positive one it turns round. */
const negations: ReadonlyMap<string, string> = new Map([
  ['StringNotEquals', 'StringEquals'],
  ['StringNotEqualsIgnoreCase', 'StringEqualsIgnoreCase'],
  ['StringNotLike', 'StringLike'],
  ['NumericNotEquals', 'NumericEquals'],
  ['DateNotEquals', 'DateEquals'],
  ['NotIpAddress', 'IpAddress'],
  ['ArnNotEquals', 'ArnEquals'],
  ['ArnNotLike', 'ArnLike'],
]);

export const operatorNames: readonly string[] = [...table.keys(), ...negations.keys()];

export interface OperatorUse {
  readonly operator: Operator;
  readonly negated: boolean;
  readonly ifExists: boolean;
  readonly set: 'ForAllValues' | 'ForAnyValue' | null;
}

/** Reads `ForAllValues:StringNotLikeIfExists`; a fault's code if there is no such operator. */
export function readOperator(name: string): OperatorUse | string {
  const colon = name.indexOf(':');
  const prefix = colon < 0 ? null : name.slice(0, colon);
  if (prefix !== null && prefix !== 'ForAllValues' && prefix !== 'ForAnyValue') return 'unknownOperator';
  const rest = name.slice(colon + 1);
  const ifExists = rest.endsWith('IfExists');
  const base = ifExists ? rest.slice(0, -'IfExists'.length) : rest;
  const positive = negations.get(base);
  const operator = table.get(positive ?? base);
  if (!operator) return 'unknownOperator';
  if (operator.type === 'null' && (ifExists || prefix !== null)) return 'nullModified';
  return { operator, negated: positive !== undefined, ifExists, set: prefix };
}
