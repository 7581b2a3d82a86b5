// The account as a whole: alias, summary.
import type * as sdk from '@aws-sdk/client-iam';
import { fail } from '../errors.ts';
import type { Operations } from '../service.ts';
import { operation } from '../service.ts';
import { quotas } from './common.ts';

const createAccountAlias = operation<sdk.CreateAccountAliasRequest, void>({
  run(input, call) {
    if (/^\d{12}$/.test(input.AccountAlias))
      fail(
        'ValidationError',
        `1 validation error detected: Value '${input.AccountAlias}' at 'accountAlias' failed to satisfy constraint: Member must not be 12 digits`,
      );
    const taken = call.tx.world.accounts.some(
      ({ settings }) => settings.alias === input.AccountAlias && settings.id !== call.tx.accountId,
    );
    if (taken) fail('EntityAlreadyExists', `The account alias ${input.AccountAlias} already exists.`);
    call.tx.settings({ alias: input.AccountAlias });
  },
});

const deleteAccountAlias = operation<sdk.DeleteAccountAliasRequest, void>({
  run(input, call) {
    if (call.tx.account.settings.alias !== input.AccountAlias)
      fail('NoSuchEntity', `The account alias ${input.AccountAlias} cannot be found.`);
    call.tx.settings({ alias: undefined });
  },
});

const listAccountAliases = operation<sdk.ListAccountAliasesRequest, sdk.ListAccountAliasesResponse>({
  run(_input, call) {
    const { alias } = call.tx.account.settings;
    return { AccountAliases: alias === undefined ? [] : [alias], IsTruncated: false };
  },
});

/** Keys as AWS's answer has them (GetAccountSummary, IAM API reference). */
const getAccountSummary = operation<object, sdk.GetAccountSummaryResponse>({
  run(_input, call) {
    const { account } = call.tx;
    const { root } = account.settings;
    const attached = account.policies.reduce((sum, policy) => sum + policy.versions.length, 0);
    const inUse = account.mfaDevices.filter(({ holder }) => holder !== undefined).size;
    return {
      SummaryMap: {
        GroupPolicySizeQuota: quotas.GroupInline,
        InstanceProfilesQuota: quotas.InstanceProfilesPerAccount,
        Policies: account.policies.size,
        GroupsPerUserQuota: quotas.GroupsPerUser,
        InstanceProfiles: account.instanceProfiles.size,
        AttachedPoliciesPerUserQuota: quotas.PoliciesPerUser,
        Users: account.users.size,
        PoliciesQuota: quotas.PoliciesPerAccount,
        Providers: account.samlProviders.size + account.oidcProviders.size,
        AccountMFAEnabled: root.mfaDevices.length > 0 ? 1 : 0,
        AccessKeysPerUserQuota: quotas.AccessKeysPerUser,
        AssumeRolePolicySizeQuota: quotas.TrustPolicySize,
        PolicyVersionsInUseQuota: 10_000,
        GlobalEndpointTokenVersion: account.settings.stsGlobalTokenVersion === 'v2Token' ? 2 : 1,
        VersionsPerPolicyQuota: quotas.VersionsPerPolicy,
        AttachedPoliciesPerGroupQuota: quotas.PoliciesPerGroup,
        PolicySizeQuota: quotas.PolicySize,
        Groups: account.groups.size,
        AccountSigningCertificatesPresent: root.certificates.length > 0 ? 1 : 0,
        UsersQuota: quotas.UsersPerAccount,
        ServerCertificatesQuota: quotas.ServerCertificatesPerAccount,
        MFADevices: account.mfaDevices.size,
        UserPolicySizeQuota: quotas.UserInline,
        PolicyVersionsInUse: attached,
        ServerCertificates: account.serverCertificates.size,
        Roles: account.roles.size,
        RolesQuota: quotas.RolesPerAccount,
        SigningCertificatesPerUserQuota: quotas.SigningCertificatesPerUser,
        MFADevicesInUse: inUse,
        RolePolicySizeQuota: quotas.RoleInline,
        AttachedPoliciesPerRoleQuota: quotas.PoliciesPerRole,
        AccountAccessKeysPresent: root.accessKeys.length > 0 ? 1 : 0,
        AccountPasswordPresent: root.password ? 1 : 0,
        GroupsQuota: quotas.GroupsPerAccount,
      },
    };
  },
});

export const account: Operations = {
  CreateAccountAlias: createAccountAlias,
  DeleteAccountAlias: deleteAccountAlias,
  ListAccountAliases: listAccountAliases,
  GetAccountSummary: getAccountSummary,
};
