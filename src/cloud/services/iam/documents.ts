// Policy texts as IAM stores them: refused with AWS's own reasons, counted without white space. The grammar is the
// engine's; the sentences are those that IAM answers with (IAM user guide, «Troubleshoot IAM policies», and what tools
// report of it). Tests: test/cloud/documents.test.ts
import { parse } from '../../../policy/index.ts';
import { fail } from '../errors.ts';

/** Quotas do not count white space (IAM user guide, «IAM and AWS STS character limits»). */
export function policySize(text: string): number {
  return text.replace(/\s/g, '').length;
}

interface Statement {
  Action?: unknown;
  NotAction?: unknown;
  Resource?: unknown;
  NotResource?: unknown;
  Principal?: unknown;
  NotPrincipal?: unknown;
}

export type DocumentKind = 'identity' | 'trust' | 'resource';

const syntax = 'Syntax errors in policy.';

/** Why IAM refuses a policy text, or undefined. */
export function documentProblem(text: string, kind: DocumentKind): string | undefined {
  let document: { Version?: unknown; Statement?: unknown };
  try {
    document = JSON.parse(text);
  } catch {
    return kind === 'trust' ? 'This policy contains invalid Json' : syntax;
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return syntax;
  if (
    document.Version !== undefined &&
    document.Version !== '2012-10-17' &&
    document.Version !== '2008-10-17'
  )
    return 'Policy document must be version 2012-10-17 or greater.';
  const statements = [document.Statement ?? []].flat() as Statement[];
  if (
    statements.length === 0 ||
    statements.some((statement) => typeof statement !== 'object' || statement === null)
  )
    return syntax;
  for (const statement of statements) {
    const problem = statementProblem(statement, kind);
    if (problem) return problem;
  }
  return parse(text).ok ? undefined : syntax;
}

/** @throws AwsError MalformedPolicyDocument */
export function checkDocument(text: string, kind: DocumentKind): void {
  const problem = documentProblem(text, kind);
  if (problem) fail('MalformedPolicyDocument', problem);
}

function strings(value: unknown): string[] {
  return ([value ?? []].flat() as unknown[]).filter((item): item is string => typeof item === 'string');
}

function statementProblem(statement: Statement, kind: DocumentKind): string | undefined {
  const actions = strings(statement.Action ?? statement.NotAction);
  if (actions.length === 0) return 'Policy statement must contain actions.';
  const hasPrincipal = statement.Principal !== undefined || statement.NotPrincipal !== undefined;
  if (kind === 'trust') {
    if (statement.Resource !== undefined || statement.NotResource !== undefined)
      return 'Has prohibited field Resource';
    if (!hasPrincipal) return 'Missing required field Principal';
    const sts =
      /^(\*|sts:(\*|AssumeRole\*?|AssumeRoleWithSAML|AssumeRoleWithWebIdentity|TagSession|SetSourceIdentity|SetContext))$/i;
    if (!actions.every((action) => sts.test(action)))
      return 'AssumeRole policy may only specify STS AssumeRole actions.';
    return undefined;
  }
  const bare = actions.find((action) => action !== '*' && !/^[\w-]+:.+$/.test(action));
  if (bare !== undefined)
    return bare.includes(':')
      ? syntax
      : 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.';
  if (kind === 'resource') return hasPrincipal ? undefined : 'Missing required field Principal';
  if (hasPrincipal) return 'Policy document should not specify a principal.';
  const resources = strings(statement.Resource ?? statement.NotResource);
  if (resources.length === 0) return 'Policy statement must contain resources.';
  const wrong = resources.find(
    (resource) => resource !== '*' && !resource.startsWith('arn:') && !resource.startsWith('${'),
  );
  return wrong === undefined ? undefined : `Resource ${wrong} must be in ARN format or "*".`;
}
