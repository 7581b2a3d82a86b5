// The simulated AWS: a world of accounts and one function that answers AWS's own requests. Pure: no DOM, no Node, no
// clock and no randomness of its own. May import src/data and src/policy.
// Entries by their paths: wire/signature.ts and wire/xml-read.ts, for clients that speak the wire; world/practice-root.ts
// and world/totp.ts, for the sign-in page and the practice authenticator. Tests: test/cloud, test/clients.
export type { AuthorizationRecord, Cloud, CloudOptions, RequestRecord } from './cloud.ts';
export { createCloud } from './cloud.ts';
export type { AccessAnswer, AccessQuestion } from './services/access.ts';
export { evaluateAccess } from './services/access.ts';
export { policyByArn } from './services/authorize.ts';
export type { BillingData } from './services/billing/billing.ts';
export type {
  AccountDescription,
  AttemptRequest,
  AttemptResponse,
  CloseAccountRequest,
  GetProviderMetadataRequest,
  IssueSamlAssertionRequest,
  IssueWebIdentityTokenRequest,
  RegisterSecurityKeyRequest,
  UpdateRootEmailRequest,
  UpdateRootPasswordRequest,
} from './services/portal/model.ts';
export { invented, leftOut, simulated } from './services/registry.ts';
export { ownPolicy } from './services/resource-policies.ts';
export type { SessionResponse, SignInRequest, SignInResponse } from './services/signin/model.ts';
export { signInAccount, signInUrl } from './services/signin/url.ts';
export type { HttpRequest, HttpResponse, Times } from './wire/http.ts';
export { lastName, parseArn } from './world/arn.ts';
export type { Credentials, PracticeCredentialOptions } from './world/credentials.ts';
export { issuePracticeCredentials } from './world/credentials.ts';
export type * from './world/entities.ts';
export type { CloudTrailEvent, EventLog, UserIdentity } from './world/events.ts';
export { createEventLog } from './world/events.ts';
export { seedNumber } from './world/identifiers.ts';
export { isAwsManaged, loadManagedPolicies, managedPolicyReady } from './world/managed-policies.ts';
export { levels, standingOf } from './world/organization.ts';
export type { Patch, PatchEntry } from './world/patch.ts';
export { applyPatch } from './world/patch.ts';
export { practiceRootPassword } from './world/practice-root.ts';
export type { SamlAnswer } from './world/saml.ts';
export { practiceAssertion, practiceMetadata, samlAudience } from './world/saml.ts';
export type { SavedWorld } from './world/save.ts';
export { restoreWorld, SaveError, saveVersion, serializeWorld } from './world/save.ts';
export { codeAt, currentStep } from './world/totp.ts';
export type { TokenClaims } from './world/web-identity.ts';
export { practiceToken } from './world/web-identity.ts';
export type { Account, AccountOptions, World } from './world/world.ts';
export { accountOf, emptyWorld, nameKey } from './world/world.ts';
