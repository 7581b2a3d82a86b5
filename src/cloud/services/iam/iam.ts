// AWS Identity and Access Management.
import limits from '../../../data/tables/limits-iam.json' with { type: 'json' };
import schemas from '../../../data/tables/schemas-iam.json' with { type: 'json' };
import type { Limits } from '../../wire/limits.ts';
import type { ServiceSchemas } from '../../wire/schema.ts';
import type { Service } from '../service.ts';
import { later } from '../service.ts';
import { accessKeys } from './access-keys.ts';
import { account } from './account.ts';
import { attachments } from './attachments.ts';
import { certificates } from './certificates.ts';
import { groups } from './groups.ts';
import { instanceProfiles } from './instance-profiles.ts';
import { mfa } from './mfa.ts';
import { organization } from './organization.ts';
import { passwords } from './passwords.ts';
import { policies } from './policies.ts';
import { preferences } from './preferences.ts';
import { providers } from './providers.ts';
import { roles } from './roles.ts';
import { serviceCredentials } from './service-credentials.ts';
import { users } from './users.ts';

/** Names of rare.ts; test/cloud/simulated.test.ts holds the two together. */
const rare = `GenerateCredentialReport GetCredentialReport GetAccountAuthorizationDetails
  SimulateCustomPolicy SimulatePrincipalPolicy GetContextKeysForCustomPolicy GetContextKeysForPrincipalPolicy
  GenerateServiceLastAccessedDetails GetServiceLastAccessedDetails GetServiceLastAccessedDetailsWithEntities
  ListPoliciesGrantingServiceAccess GenerateOrganizationsAccessReport GetOrganizationsAccessReport`;

export const iam: Service = {
  name: 'iam',
  source: 'iam.amazonaws.com',
  prefix: 'iam',
  protocol: 'query',
  version: '2010-05-08',
  namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
  global: true,
  schemas: schemas as unknown as ServiceSchemas,
  limits: limits as unknown as Limits,
  operations: {
    ...users,
    ...groups,
    ...attachments,
    ...policies,
    ...accessKeys,
    ...passwords,
    ...account,
    ...roles,
    ...instanceProfiles,
    ...mfa,
    ...providers,
    ...serviceCredentials,
    ...certificates,
    ...organization,
    ...preferences,
    ...later(rare, async () => (await import('./rare.ts')).rare),
  },
};
