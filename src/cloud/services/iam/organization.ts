// IAM's part of AWS Organizations: central management of root, and preferences of the account.
import type * as sdk from '@aws-sdk/client-iam';
import type { Organization } from '../../world/organization.ts';
import { standingOf } from '../../world/organization.ts';
import { fail } from '../errors.ts';
import type { Call, Operations } from '../service.ts';
import { operation } from '../service.ts';

function managed(call: Call): Organization {
  const standing = standingOf(call.tx.world, call.tx.accountId);
  if (!standing) fail('OrganizationNotFoundException', 'Your account is not a member of an organization.');
  const { organization } = standing;
  if (organization.management !== call.tx.accountId)
    fail(
      'AccountNotManagementOrDelegatedAdministratorException',
      'The request was rejected because your account is not a management account or delegated administrator.',
    );
  if (organization.features !== 'ALL')
    fail(
      'OrganizationNotInAllFeaturesModeException',
      'The request was rejected because your organization does not have All features enabled.',
    );
  return organization;
}

function change(call: Call, feature: sdk.FeatureType, on: boolean) {
  const organization = managed(call);
  const others = organization.rootFeatures.filter((other) => other !== feature);
  const features = on ? [...others, feature].sort() : others;
  call.tx.putOrganization(organization.id, { ...organization, rootFeatures: features });
  return { OrganizationId: organization.id, EnabledFeatures: features as sdk.FeatureType[] };
}

const listFeatures = operation<object, sdk.ListOrganizationsFeaturesResponse>({
  run(_input, call) {
    const organization = managed(call);
    return {
      OrganizationId: organization.id,
      EnabledFeatures: [...organization.rootFeatures] as sdk.FeatureType[],
    };
  },
});

const switcher = (feature: sdk.FeatureType, on: boolean) =>
  operation<object, sdk.EnableOrganizationsRootSessionsResponse>({
    run: (_input, call) => change(call, feature, on),
  });

const setTokenPreferences = operation<sdk.SetSecurityTokenServicePreferencesRequest, void>({
  run: (input, call) => call.tx.settings({ stsGlobalTokenVersion: input.GlobalEndpointTokenVersion }),
});

export const organization: Operations = {
  ListOrganizationsFeatures: listFeatures,
  EnableOrganizationsRootCredentialsManagement: switcher('RootCredentialsManagement', true),
  DisableOrganizationsRootCredentialsManagement: switcher('RootCredentialsManagement', false),
  EnableOrganizationsRootSessions: switcher('RootSessions', true),
  DisableOrganizationsRootSessions: switcher('RootSessions', false),
  SetSecurityTokenServicePreferences: setTokenPreferences,
};
