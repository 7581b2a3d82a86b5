// A document, compiled once: statements, and for each action asked so far the statements that speak of it.
// Tests: test/policy/compile.test.ts

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
  /** By action in lower case: see `candidates`. */
  readonly asked: Map<string, Candidates>;
}

const cache = new WeakMap<PolicyDocument, CompiledPolicy>();

/** Compiles a document that `parse` or `check` has accepted; the same document gives the same answer. */
export function compile(document: PolicyDocument): CompiledPolicy {
  let compiled = cache.get(document);
  if (!compiled) {
    compiled = { document, statements: compileStatements(document), asked: new Map() };
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
const NONE: Candidates = { deny: [], allow: [] };

/** The statements whose Action or NotAction covers an action, given in lower case. */
export function candidates(policy: CompiledPolicy, action: string): Candidates {
  let found = policy.asked.get(action);
  if (!found) {
    const covering = policy.statements.filter((statement) => coversAction(statement.actions, action));
    found =
      covering.length === 0
        ? NONE
        : {
            deny: covering.filter(({ effect }) => effect === 'Deny'),
            allow: covering.filter(({ effect }) => effect === 'Allow'),
          };
    if (policy.asked.size >= MAX_ASKED) policy.asked.clear();
    policy.asked.set(action, found);
  }
  return found;
}
