// Checks for what says nothing new: items covered by others, statements covered by others, Allows that a Deny swallows.

import { asList } from '../action.ts';
import { covers, coversArn } from '../overlap.ts';
import type { StatementJson } from '../types.ts';
import { items, type StatementPlace, type Subject } from './finding.ts';

/** Comparing all with all: beyond this a policy is a list made by a machine. */
const MAX_COMPARED = 400;

export function checkRedundancy({ statements, report }: Subject): void {
  for (const { statement, pointer } of statements) {
    for (const element of ['Action', 'NotAction'] as const) {
      const list = items(statement[element], `${pointer}/${element}`).map(({ value, pointer: at }) => ({
        value: value.toLowerCase(),
        shown: value,
        pointer: at,
      }));
      tellCovered(list, covers, (shown, by, at) =>
        report('suggestion', 'redundantAction', at, { action: shown, by }),
      );
    }
    for (const element of ['Resource', 'NotResource'] as const) {
      const list = items(statement[element], `${pointer}/${element}`).map(({ value, pointer: at }) => ({
        value,
        shown: value,
        pointer: at,
      }));
      tellCovered(list, coversArn, (shown, by, at) =>
        report('suggestion', 'redundantResource', at, { resource: shown, by }),
      );
    }
  }
  if (statements.length > MAX_COMPARED) return;
  for (const [i, here] of statements.entries()) {
    const other = statements.find((there, j) => j !== i && swallows(there, here, j < i));
    if (!other) continue;
    const code =
      other.statement.Effect === here.statement.Effect ? 'redundantStatement' : 'unreachableStatement';
    report(code === 'redundantStatement' ? 'suggestion' : 'warning', code, here.pointer, {
      by: other.pointer,
    });
  }
}

interface Item {
  readonly value: string;
  readonly shown: string;
  readonly pointer: string;
}

function tellCovered(
  list: readonly Item[],
  covering: (wide: string, narrow: string) => boolean,
  tell: (shown: string, by: string, at: string) => void,
): void {
  if (list.length > MAX_COMPARED) return;
  for (const [i, item] of list.entries()) {
    // Of two that are alike the first stays.
    const by = list.find(
      (other, j) => j !== i && covering(other.value, item.value) && (other.value !== item.value || j < i),
    );
    if (by) tell(item.shown, by.shown, item.pointer);
  }
}

/** Whether `there` applies whenever `here` does, and makes it pointless. */
function swallows(
  { statement: there }: StatementPlace,
  { statement: here }: StatementPlace,
  earlier: boolean,
): boolean {
  if (there.Effect === 'Allow' && here.Effect === 'Deny') return false;
  const sameCondition = JSON.stringify(there.Condition) === JSON.stringify(here.Condition);
  if (there.Condition !== undefined && !sameCondition) return false;
  if (
    JSON.stringify([there.Principal, there.NotPrincipal]) !==
    JSON.stringify([here.Principal, here.NotPrincipal])
  )
    return false;
  if (!containsAll(there, here)) return false;
  // Two that say the same: only the later one is told of.
  return earlier || there.Effect !== here.Effect || !(sameCondition && containsAll(here, there));
}

function containsAll(wide: StatementJson, narrow: StatementJson): boolean {
  if (wide.Action === undefined || narrow.Action === undefined) return false;
  const actions = asList(narrow.Action).every((action) =>
    asList(wide.Action).some((other) => covers(other.toLowerCase(), action.toLowerCase())),
  );
  if (!actions || asList(narrow.Action).length === 0) return false;
  if (wide.Resource === undefined || narrow.Resource === undefined)
    return (
      wide.Resource === narrow.Resource && wide.NotResource === undefined && narrow.NotResource === undefined
    );
  return asList(narrow.Resource).every((resource) =>
    asList(wide.Resource).some((other) => coversArn(other, resource)),
  );
}
