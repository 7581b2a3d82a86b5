// A document, compiled once: statements, and for each action asked so far the statements that speak of it.
// Tests: test/policy

import { coversAction } from './action.ts';
import { compileStatement, type Statement } from './statement.ts';
import type { PolicyDocument, StatementJson } from './types.ts';

export interface Candidates {
  readonly deny: readonly Statement[];
  readonly allow: readonly Statement[];
}

export interface CompiledPolicy {
  readonly document: PolicyDocument;
  readonly statements: readonly Statement[];
  /** Whether there is any Deny: most policies have none. */
  readonly denies: boolean;
  /** By action in lower case: see `candidates`. */
  readonly asked: Map<string, Candidates>;
  readonly selections: Map<string, Candidates>;
  /** The last of them: many principals are asked about one action in a row. */
  lastAction: string;
  last: Candidates;
}

const NONE: Candidates = { deny: [], allow: [] };

const cache = new WeakMap<PolicyDocument, CompiledPolicy>();

/** Compiles a document that `parse` or `check` has accepted; the same document gives the same answer. */
export function compile(document: PolicyDocument): CompiledPolicy {
  let compiled = cache.get(document);
  if (!compiled) {
    const statements = compileStatements(document);
    const denies = statements.some(({ effect }) => effect === 'Deny');
    compiled = {
      document,
      statements,
      denies,
      asked: new Map(),
      selections: new Map(),
      lastAction: '',
      last: NONE,
    };
    cache.set(document, compiled);
  }
  return compiled;
}

function compileStatements(document: PolicyDocument): Statement[] {
  const variables = document.Version === '2012-10-17';
  const given = document.Statement;
  if (!Array.isArray(given)) return [compileStatement(given as StatementJson, '/Statement', variables)];
  return given.map((json: StatementJson, i) => compileStatement(json, `/Statement/${i}`, variables));
}

/** AWS has some 22,000 actions; nobody asks one policy about more than a few hundred. */
const MAX_ASKED = 1024;

/** The statements whose Action or NotAction covers an action, given in lower case. */
export function candidates(policy: CompiledPolicy, action: string): Candidates {
  if (policy.lastAction === action) return policy.last;
  let found = policy.asked.get(action);
  if (!found) {
    found = gather(policy, action);
    if (policy.asked.size >= MAX_ASKED) policy.asked.clear();
    policy.asked.set(action, found);
  }
  policy.lastAction = action;
  policy.last = found;
  return found;
}

/** Most actions meet one of a few selections of statements, which are kept once. */
function gather(policy: CompiledPolicy, action: string): Candidates {
  const covering = policy.statements.filter((statement) => coversAction(statement.actions, action));
  if (covering.length === 0) return NONE;
  const key = covering.map(({ pointer }) => pointer).join();
  let selection = policy.selections.get(key);
  if (!selection) {
    selection = {
      deny: covering.filter(({ effect }) => effect === 'Deny'),
      allow: covering.filter(({ effect }) => effect === 'Allow'),
    };
    if (policy.selections.size >= MAX_ASKED) policy.selections.clear();
    policy.selections.set(key, selection);
  }
  return selection;
}
