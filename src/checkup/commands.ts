// The SDK's commands of the operations that a checkup asks, for whoever sends them: the live page and the practice account.
// Brings the clients' packages: load it when there is somebody to ask. Tests: test/live/relay.test.ts.
import { DescribeTrailsCommand, GetTrailStatusCommand } from '@aws-sdk/client-cloudtrail';
import {
  GenerateCredentialReportCommand,
  GetAccountAuthorizationDetailsCommand,
  GetAccountPasswordPolicyCommand,
  GetAccountSummaryCommand,
  GetContextKeysForPrincipalPolicyCommand,
  GetCredentialReportCommand,
  ListAccountAliasesCommand,
  ListOrganizationsFeaturesCommand,
  ListServerCertificatesCommand,
  ListVirtualMFADevicesCommand,
  SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';

export type Command = new (input: never) => object;

/** By the operation's name. */
export const commands: Readonly<Record<string, Command>> = {
  DescribeTrails: DescribeTrailsCommand,
  GetTrailStatus: GetTrailStatusCommand,
  GenerateCredentialReport: GenerateCredentialReportCommand,
  GetAccountAuthorizationDetails: GetAccountAuthorizationDetailsCommand,
  GetAccountPasswordPolicy: GetAccountPasswordPolicyCommand,
  GetAccountSummary: GetAccountSummaryCommand,
  GetContextKeysForPrincipalPolicy: GetContextKeysForPrincipalPolicyCommand,
  GetCredentialReport: GetCredentialReportCommand,
  ListAccountAliases: ListAccountAliasesCommand,
  ListOrganizationsFeatures: ListOrganizationsFeaturesCommand,
  ListServerCertificates: ListServerCertificatesCommand,
  ListVirtualMFADevices: ListVirtualMFADevicesCommand,
  SimulatePrincipalPolicy: SimulatePrincipalPolicyCommand,
  GetCallerIdentity: GetCallerIdentityCommand,
};
