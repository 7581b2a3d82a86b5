// Requests in a line, for tests.
import {
  type AuthorizationRequest,
  compile,
  type NamedPolicy,
  parse,
  principalKeys,
  withDerived,
} from '../../src/policy/index.ts';

export const anna = 'arn:aws:iam::111122223333:user/anna';
export const ben = 'arn:aws:iam::111122223333:user/ben';
export const root = 'arn:aws:iam::111122223333:root';
export const session = 'arn:aws:sts::111122223333:assumed-role/app/run';

export const everything = { Effect: 'Allow', Action: '*', Resource: '*' };

export function policy(name: string, ...statements: object[]): NamedPolicy {
  const parsed = parse(JSON.stringify({ Version: '2012-10-17', Statement: statements }));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return { name, compiled: compile(parsed.document) };
}

export function request(given: Partial<AuthorizationRequest> = {}): AuthorizationRequest {
  const principal = given.principal ?? anna;
  return {
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::b/k',
    identity: [],
    boundary: [],
    session: null,
    resourcePolicy: null,
    scp: [],
    rcp: [],
    endpoint: [],
    ...given,
    principal,
    context: withDerived(given.context ?? {}, principalKeys({ principal })),
  };
}
