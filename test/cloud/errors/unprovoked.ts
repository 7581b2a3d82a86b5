// Declared errors without a case, and why.

/** By error, for every operation that has no case of it. */
export const everywhere: Readonly<Record<string, string>> = {
  ConcurrentModification:
    'Requests are done one after the other: nobody can change a thing under another’s hands.',
  EntityTemporarilyUnmodifiable:
    'What is created is there at once: there is no time in which it cannot be changed.',
  InvalidInput: 'What members may hold is checked before the operation, and told as ValidationError.',
  RegionDisabled: 'STS is on in every region of a practice account.',
  ServiceAccessNotEnabled: 'Trusted access for IAM goes with the organization: it is taken as on.',
  ServiceFailure: 'It is AWS’s own failure. A failure of the account here is an InternalFailure.',
};

/** «operation error». */
export const somewhere: Readonly<Record<string, string>> = {
  'AddRoleToInstanceProfile EntityAlreadyExists': 'A profile with a role is full: LimitExceeded tells it.',
  'AssumeRole ExpiredToken':
    'A session that ended is refused before any operation, with the code ExpiredToken.',
  'AssumeRoleWithSAML IDPRejectedClaim': 'The practice identity provider rejects nothing it has issued.',
  'AssumeRoleWithWebIdentity IDPCommunicationError': 'No provider is asked: the token itself says enough.',
  'AssumeRoleWithWebIdentity IDPRejectedClaim': 'No provider is asked: the token itself says enough.',
  'AssumeRoleWithWebIdentity PackedPolicyTooLarge':
    'A longer policy is a ValidationError, and its tokens carry no tags.',
  'AssumeRoot ExpiredToken':
    'A session that ended is refused before any operation, with the code ExpiredToken.',
  'CreateGroup NoSuchEntity': 'It names nothing that could be missing.',
  'CreateOpenIDConnectProvider OpenIdIdpCommunicationError':
    'Nothing is fetched from the provider’s address.',
  'CreateServiceLinkedRole NoSuchEntity':
    'Which services have linked roles is not known here: any name makes one.',
  'CreateInstanceProfile LimitExceeded': 'It takes 1,000 profiles; the check is that of CreateGroup.',
  'CreateUser LimitExceeded': 'It takes 5,000 users; the check is that of CreateGroup.',
  'CreateVirtualMFADevice LimitExceeded': 'AWS documents no number.',
  'DeleteServerCertificate DeleteConflict': 'No load balancer is there to use a certificate.',
  'EnableMFADevice LimitExceeded':
    'It takes eight devices with codes of the moment: test/cloud/mfa-quota.test.ts has the ninth.',
  'EnableOrganizationsRootCredentialsManagement CallerIsNotManagementAccount':
    'Told as AccountNotManagementOrDelegatedAdministrator: no account is a delegated administrator here.',
  'EnableOrganizationsRootSessions CallerIsNotManagementAccount':
    'Told as AccountNotManagementOrDelegatedAdministrator: no account is a delegated administrator here.',
  'GenerateOrganizationsAccessReport ReportGenerationLimitExceeded': 'AWS documents no number.',
  'GetCredentialReport CredentialReportNotReady': 'A report is ready at once.',
  'GetSSHPublicKey UnrecognizedPublicKeyEncoding': 'Another encoding is a ValidationError.',
  'GetWebIdentityToken JWTPayloadSizeExceeded': 'AWS documents no number.',
  'GetWebIdentityToken SessionDurationEscalation':
    'It takes a session about to end: test/cloud/federation.test.ts.',
  'ListServiceSpecificCredentials ServiceNotSupported': 'The name of a service only filters the list.',
  'SimulateCustomPolicy PolicyEvaluation': 'The engine evaluates whatever it could read.',
  'SimulatePrincipalPolicy PolicyEvaluation': 'The engine evaluates whatever it could read.',
  'UpdateAccountPasswordPolicy MalformedPolicyDocument': 'It takes no document.',
  'UpdateAccountPasswordPolicy NoSuchEntity': 'It makes the policy where there is none.',
  'UploadServerCertificate KeyPairMismatch': 'Keys are not computed with here: only the form is looked at.',
  'UploadSigningCertificate EntityAlreadyExists': 'Told as DuplicateCertificate.',
  'UploadSigningCertificate InvalidCertificate': 'Signatures of certificates are not checked here.',
};

/** LimitExceeded is declared by nearly every operation that writes; these add nothing that is counted. */
export const addNothing: readonly string[] =
  `AddClientIDToOpenIDConnectProvider ChangePassword CreateAccountAlias CreateLoginProfile CreateServiceLinkedRole
  DeactivateMFADevice DeleteAccessKey DeleteAccountAlias DeleteAccountPasswordPolicy DeleteGroup DeleteGroupPolicy
  DeleteInstanceProfile DeleteLoginProfile DeletePolicy DeletePolicyVersion DeleteRole DeleteRolePolicy
  DeleteSAMLProvider DeleteServerCertificate DeleteServiceLinkedRole DeleteSigningCertificate DeleteUser
  DeleteUserPolicy DeleteVirtualMFADevice DetachGroupPolicy DetachRolePolicy DetachUserPolicy GenerateCredentialReport
  RemoveRoleFromInstanceProfile RemoveUserFromGroup ResyncMFADevice SetDefaultPolicyVersion UpdateAccessKey
  UpdateAccountPasswordPolicy UpdateGroup UpdateLoginProfile UpdateSAMLProvider UpdateServerCertificate
  UpdateSigningCertificate UpdateUser`.split(/\s+/);
