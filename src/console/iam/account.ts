// Who is calling and facts about the account, over the SDK's clients only. Tests: test/console/errors.test.ts, names.test.ts.
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
import { type Caller, readCaller } from '../caller.ts';

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

export type Summary = Readonly<Record<string, number>>;

export const accountSummary = async (iam: IAMClient): Promise<Summary> =>
  (await iam.send(new GetAccountSummaryCommand({}))).SummaryMap ?? {};

/** UpdateAccountPasswordPolicy has no partial update: what is left out goes back to its default. */
export const savePasswordPolicy = (iam: IAMClient, policy: UpdateAccountPasswordPolicyCommandInput) =>
  iam.send(new UpdateAccountPasswordPolicyCommand(policy));

export const defaultPasswordPolicy = (iam: IAMClient) => iam.send(new DeleteAccountPasswordPolicyCommand({}));
