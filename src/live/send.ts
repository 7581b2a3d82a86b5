// The SDK's clients as the collector takes them. Loaded only when credentials or the relay are there.
// Tests: test/live/relay.test.ts.
import { CloudTrailClient, DescribeTrailsCommand, GetTrailStatusCommand } from '@aws-sdk/client-cloudtrail';
import {
  GenerateCredentialReportCommand,
  GetAccountAuthorizationDetailsCommand,
  GetAccountPasswordPolicyCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  IAMClient,
  ListAccountAliasesCommand,
  ListOrganizationsFeaturesCommand,
  ListServerCertificatesCommand,
  ListVirtualMFADevicesCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { SendOperation } from '../checkup/index.ts';
import type { ClientConfig } from '../console/index.ts';

type Command = new (input: never) => object;
const commands: Readonly<Record<string, Command>> = {
  DescribeTrails: DescribeTrailsCommand,
  GetTrailStatus: GetTrailStatusCommand,
  GenerateCredentialReport: GenerateCredentialReportCommand,
  GetAccountAuthorizationDetails: GetAccountAuthorizationDetailsCommand,
  GetAccountPasswordPolicy: GetAccountPasswordPolicyCommand,
  GetAccountSummary: GetAccountSummaryCommand,
  GetCredentialReport: GetCredentialReportCommand,
  ListAccountAliases: ListAccountAliasesCommand,
  ListOrganizationsFeatures: ListOrganizationsFeaturesCommand,
  ListServerCertificates: ListServerCertificatesCommand,
  ListVirtualMFADevices: ListVirtualMFADevicesCommand,
  GetCallerIdentity: GetCallerIdentityCommand,
};

interface Client {
  send(command: object, options?: { abortSignal?: AbortSignal | undefined }): Promise<object>;
}

/** Tries each request once: the collector knows when to wait, and says so. */
export function sdkSend(config: ClientConfig): SendOperation {
  const all = { ...config, maxAttempts: 1 } as object;
  const clients = { iam: new IAMClient(all), sts: new STSClient(all), cloudtrail: new CloudTrailClient(all) };
  return async (service, operation, input, signal) => {
    const Operation = commands[operation];
    if (!Operation) throw new Error(`no command for ${operation}`);
    const client = clients[service] as unknown as Client;
    return (await client.send(new Operation(input as never), { abortSignal: signal })) as Record<
      string,
      unknown
    >;
  };
}
