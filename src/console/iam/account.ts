// Who is calling, and facts about the account, over the SDK's clients only. Tests: test/console/errors.test.ts, names.test.ts.
import {
  CreateAccountAliasCommand,
  DeleteAccountAliasCommand,
  DeleteAccountPasswordPolicyCommand,
  GetAccountSummaryCommand,
  type IAMClient,
  ListAccountAliasesCommand,
  UpdateAccountPasswordPolicyCommand,
  type UpdateAccountPasswordPolicyCommandInput,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';

export interface Caller {
  account: string;
  arn: string;
  kind: 'root' | 'user' | 'role' | 'federated' | 'other';
  /** The user's or role's name; empty for root. */
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

/** GetCallerIdentity needs no permission, so it answers whoever calls. */
export async function whoAmI(sts: STSClient): Promise<Caller> {
  const { Account: account = '', Arn: arn = '' } = await sts.send(new GetCallerIdentityCommand({}));
  return readCaller(arn, account);
}

/** An account has one alias at most. */
export const accountAlias = async (iam: IAMClient): Promise<string | undefined> =>
  (await iam.send(new ListAccountAliasesCommand({}))).AccountAliases?.[0];

/** Source: CreateAccountAlias in the IAM API reference; twelve digits would look like an account id. */
export const aliasIsFine = (alias: string): boolean =>
  /^[a-z0-9](?:[a-z0-9]|-(?!-)){1,61}[a-z0-9]$/.test(alias) && !/^\d{12}$/.test(alias);

export const createAlias = (iam: IAMClient, alias: string) =>
  iam.send(new CreateAccountAliasCommand({ AccountAlias: alias }));

export const deleteAlias = (iam: IAMClient, alias: string) =>
  iam.send(new DeleteAccountAliasCommand({ AccountAlias: alias }));

/** Where IAM users of the account sign in. */
export const signInUrl = (accountOrAlias: string): string =>
  `https://${accountOrAlias}.signin.aws.amazon.com/console`;

export type Summary = Readonly<Record<string, number>>;

export const accountSummary = async (iam: IAMClient): Promise<Summary> =>
  (await iam.send(new GetAccountSummaryCommand({}))).SummaryMap ?? {};

/** UpdateAccountPasswordPolicy has no partial update: what is left out goes back to its default. */
export const savePasswordPolicy = (iam: IAMClient, policy: UpdateAccountPasswordPolicyCommandInput) =>
  iam.send(new UpdateAccountPasswordPolicyCommand(policy));

export const defaultPasswordPolicy = (iam: IAMClient) => iam.send(new DeleteAccountPasswordPolicyCommand({}));
