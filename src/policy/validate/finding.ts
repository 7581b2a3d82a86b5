// What validate reports. Severities are those of AWS's own policy validation.

import type { ServiceTable } from '../../data/actions/index.ts';
import type { Params, PolicyDocument, PolicyKind, StatementJson } from '../types.ts';

export type Severity = 'error' | 'securityWarning' | 'warning' | 'suggestion';

/** `line` and `column` count from 1 and refer to the text that was validated. */
export interface Finding {
  readonly severity: Severity;
  readonly code: string;
  readonly params: Params;
  readonly message: string;
  readonly hint: string;
  readonly pointer: string;
  readonly line: number;
  readonly column: number;
}

/** What AWS's services know: see `loadActionTables`. */
export interface ActionTables {
  /** Names by prefix. */
  readonly services: Readonly<Record<string, string>>;
  /** The tables of the services that the policy names. */
  readonly tables: ReadonlyMap<string, ServiceTable>;
  readonly globalKeys: ReadonlyMap<string, string>;
}

export type Report = (severity: Severity, code: string, pointer: string, params?: Params) => void;

export interface StatementPlace {
  readonly statement: StatementJson;
  readonly pointer: string;
}

/** What every check is given. */
export interface Subject {
  readonly text: string;
  readonly document: PolicyDocument;
  readonly kind: PolicyKind;
  readonly statements: readonly StatementPlace[];
  readonly tables: ActionTables | null;
  readonly report: Report;
}

/** The items of an element, each with its pointer. */
export function items<T>(
  value: T | readonly T[] | undefined,
  pointer: string,
): { value: T; pointer: string }[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) return [{ value: value as T, pointer }];
  return (value as readonly T[]).map((item, i) => ({ value: item, pointer: `${pointer}/${i}` }));
}
