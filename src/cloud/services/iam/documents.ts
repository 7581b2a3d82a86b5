// Policy texts as IAM stores them: checked, counted without white space, refused with AWS's reasons.
import { validate } from '../../../policy/index.ts';
import { fail } from '../errors.ts';

/** Quotas do not count white space (IAM user guide, «IAM and AWS STS character limits»). */
export function policySize(text: string): number {
  return text.replace(/\s/g, '').length;
}

/** @throws AwsError MalformedPolicyDocument */
export function checkDocument(text: string, kind: 'identity' | 'trust' | 'resource'): void {
  const problem = validate(text, { kind }).find(({ severity }) => severity === 'error');
  if (problem) fail('MalformedPolicyDocument', problem.message);
}
