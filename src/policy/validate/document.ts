// Checks of the whole: size, characters, version, Sids, and which elements a kind of policy may have.

import { step } from '../json.ts';
import type { PolicyKind } from '../types.ts';
import type { Subject } from './finding.ts';

/**
 * Characters AWS takes, and whether white space counts. IAM User Guide, reference_iam-quotas; Organizations,
 * orgs_reference_limits; S3 for resource policies (other services take up to 32 KB); VPC for endpoints.
 */
export const sizeLimits: Readonly<
  Record<PolicyKind, { readonly limit: number; readonly whiteSpace: boolean }>
> = {
  identity: { limit: 6144, whiteSpace: false },
  boundary: { limit: 6144, whiteSpace: false },
  trust: { limit: 8192, whiteSpace: false },
  session: { limit: 2048, whiteSpace: true },
  resource: { limit: 20_480, whiteSpace: true },
  scp: { limit: 5120, whiteSpace: true },
  rcp: { limit: 5120, whiteSpace: true },
  endpoint: { limit: 20_480, whiteSpace: true },
};

export function checkSize({ text, kind, report }: Subject): void {
  const { limit, whiteSpace } = sizeLimits[kind];
  const size = whiteSpace ? text.length : text.replace(/[ \t\r\n]+/g, '').length;
  if (size > limit) report('error', 'tooLarge', '', { size, limit });
}

/** The pattern of IAM's policyDocumentType: tab, line breaks, U+0020 to U+00FF. Escapes count as what they say. */
export function checkCharacters({ document, report }: Subject): void {
  const waiting: { value: unknown; pointer: string }[] = [{ value: document, pointer: '' }];
  while (waiting.length > 0) {
    const { value, pointer } = waiting.pop() as { value: unknown; pointer: string };
    if (typeof value === 'string') {
      const found = /[^\t\n\r\u0020-\u00FF]/.exec(value)?.[0];
      if (found !== undefined) report('error', 'illegalCharacter', pointer, { character: codePoint(found) });
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, inside] of Object.entries(value))
        waiting.push({ value: inside, pointer: pointer + step(name) });
    }
  }
}

function codePoint(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

export function checkVersion({ document, statements, report }: Subject): void {
  if (document.Version === '2012-10-17') return;
  if (document.Version === undefined) report('suggestion', 'missingVersion', '');
  else report('suggestion', 'oldVersion', '/Version');
  for (const { statement, pointer } of statements) {
    const variable = /\$\{[^}]+\}/.exec(
      JSON.stringify([statement.Resource, statement.NotResource, statement.Condition]),
    );
    if (variable) report('warning', 'variableInOldVersion', pointer, { variable: variable[0] });
  }
}

export function checkSids({ statements, kind, report }: Subject): void {
  if (statements.length === 0) report('suggestion', 'noStatements', '/Statement');
  const seen = new Set<string>();
  for (const { statement, pointer } of statements) {
    const { Sid } = statement;
    if (Sid === undefined) continue;
    const strict = kind === 'identity' || kind === 'boundary' || kind === 'session';
    if (strict && !/^[A-Za-z0-9]*$/.test(Sid)) report('error', 'invalidSid', `${pointer}/Sid`);
    if (Sid !== '' && seen.has(Sid)) report('error', 'duplicateSid', `${pointer}/Sid`, { sid: Sid });
    seen.add(Sid);
  }
}

const withoutPrincipal: ReadonlySet<PolicyKind> = new Set(['identity', 'boundary', 'session', 'scp']);

/** Principal and Resource: where they must stand and where they may not. */
export function checkElements({ statements, kind, report }: Subject): void {
  for (const { statement, pointer } of statements) {
    const principal = (['Principal', 'NotPrincipal'] as const).find(
      (element) => statement[element] !== undefined,
    );
    if (withoutPrincipal.has(kind)) {
      if (principal)
        report('error', 'principalNotAllowed', `${pointer}/${principal}`, { element: principal });
    } else if (!principal) report('error', 'principalMissing', pointer);
    const resource = (['Resource', 'NotResource'] as const).find(
      (element) => statement[element] !== undefined,
    );
    if (kind === 'trust') {
      if (resource) report('error', 'resourceNotAllowed', `${pointer}/${resource}`, { element: resource });
    } else if (!resource && kind !== 'resource') report('error', 'resourceMissing', pointer);
    for (const element of ['Action', 'NotAction', 'Resource', 'NotResource'] as const) {
      const list = statement[element];
      if (Array.isArray(list) && list.length === 0)
        report('suggestion', 'emptyList', `${pointer}/${element}`, { element });
    }
    if (kind === 'rcp') checkRcp(statement, pointer, report);
  }
}

function checkRcp(
  statement: Subject['statements'][number]['statement'],
  pointer: string,
  report: Subject['report'],
): void {
  // RCPFullAWSAccess, which AWS attaches by itself, is the one Allow there is.
  const full = statement.Action === '*' && statement.Resource === '*' && statement.Principal === '*';
  if (statement.Effect === 'Allow' && !full) report('error', 'rcpAllowsNothing', `${pointer}/Effect`);
  if (statement.NotAction !== undefined) {
    report('error', 'rcpElementNotAllowed', `${pointer}/NotAction`, { element: 'NotAction' });
  }
  const { Principal } = statement;
  const everyone = Principal === '*' || (typeof Principal === 'object' && Principal.AWS === '*');
  if (Principal !== undefined && !everyone)
    report('error', 'rcpPrincipalMustBeEveryone', `${pointer}/Principal`);
}
