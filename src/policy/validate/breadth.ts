// Checks for grants that are wider than anyone needs.

import { asList } from '../action.ts';
import { compileGlob, matchesGlob } from '../glob.ts';
import { items, type Subject } from './finding.ts';

const isEverything = (pattern: string) => /^\*+(?::\*+)?$/.test(pattern);

export function checkBreadth({ statements, kind, report }: Subject): void {
  if (
    kind === 'boundary' &&
    statements.length > 0 &&
    statements.every(({ statement }) => statement.Effect === 'Deny')
  ) {
    report('warning', 'denyOnlyBoundary', '/Statement');
  }
  // Guardrails allow widely on purpose: they give nothing.
  if (kind !== 'identity' && kind !== 'resource') return;
  for (const { statement, pointer } of statements) {
    if (statement.Effect !== 'Allow') continue;
    if (statement.NotAction !== undefined)
      report('securityWarning', 'allowNotAction', `${pointer}/NotAction`);
    if (statement.NotResource !== undefined)
      report('securityWarning', 'allowNotResource', `${pointer}/NotResource`);
    const everywhere = asList(statement.Resource).some((resource) => /^\*+$/.test(resource));
    if (!everywhere || statement.Condition !== undefined) continue;
    for (const { value, pointer: at } of items(statement.Action, `${pointer}/Action`)) {
      if (isEverything(value)) report('securityWarning', 'allowsEverything', at);
      else if (matchesGlob(compileGlob(value.toLowerCase()), 'iam:passrole', null)) {
        report('securityWarning', 'passRoleOnAll', at, { action: value });
      } else if (/^[\w-]+:\*+$/.test(value) && kind === 'identity') {
        report('suggestion', 'allowsServiceOnAll', at, { service: value.slice(0, value.indexOf(':')) });
      }
    }
  }
}
