// Who is calling, read from an ARN, and the account's number as the console writes it. Pure; imports nothing.
// Tests: test/console/errors.test.ts.

export interface Caller {
  account: string;
  arn: string;
  kind: 'root' | 'user' | 'role' | 'federated' | 'other';
  /** The user's or role's name (`ROLE/SESSION`); empty for root. */
  name: string;
}

/** Reads an ARN as GetCallerIdentity answers it. */
export function readCaller(arn: string, account: string): Caller {
  const resource = arn.split(':').slice(5).join(':');
  const parts = resource.split('/');
  if (resource === 'root') return { account, arn, kind: 'root', name: '' };
  if (parts[0] === 'user') return { account, arn, kind: 'user', name: parts.at(-1) ?? '' };
  if (parts[0] === 'assumed-role') return { account, arn, kind: 'role', name: parts.slice(1).join('/') };
  if (parts[0] === 'federated-user') return { account, arn, kind: 'federated', name: parts.at(-1) ?? '' };
  return { account, arn, kind: 'other', name: resource };
}

/** 111122223333 → 1111-2222-3333 */
export const groupDigits = (account: string): string => account.replace(/(\d{4})(?=\d)/g, '$1-');

/** Where IAM users of the account sign in. */
export const signInUrl = (accountOrAlias: string): string =>
  `https://${accountOrAlias}.signin.aws.amazon.com/console`;
