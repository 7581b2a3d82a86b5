// What the portal takes and answers: tasks of the AWS console for which AWS has no public API. JSON with X-Amz-Target
// Portal.*, signed like any request.
import type { Limits } from '../../wire/limits.ts';
import type { ServiceSchemas } from '../../wire/schema.ts';

export interface AccountDescription {
  AccountId: string;
  AccountName: string;
  AccountState: 'ACTIVE' | 'SUSPENDED';
  /** Of the root user; told to root only. */
  Email?: string;
  SignInUrl: string;
  IAMAccessToBilling: boolean;
  ClosedDate?: Date;
  /** Until when root can reopen it. */
  ReopenUntil?: Date;
}

export interface UpdateRootEmailRequest {
  NewEmail: string;
  /** Root's password, asked for again. */
  Password: string;
}

export interface UpdateRootPasswordRequest {
  CurrentPassword: string;
  NewPassword: string;
}

export interface CloseAccountRequest {
  /** The caller's own account, written out to confirm. */
  AccountId: string;
}

export interface RegisterSecurityKeyRequest {
  /** Of the passkey or security key. */
  Name: string;
  /** Whose it is: the caller's own by default. */
  UserName?: string | undefined;
}

export interface AttemptRequest {
  /** Any of AWS's actions: s3:GetObject. Letter case counts for nothing. */
  Action: string;
  /** ARN it is asked on; absent: «*». */
  Resource?: string | undefined;
  /** Where the request would go; by default the ARN's region, else us-east-1. */
  Region?: string | undefined;
  /** Condition keys the request would bring: the service's own, aws:RequestTag/…, aws:ResourceTag/…, aws:TagKeys. */
  Context?: Record<string, string[]> | undefined;
}

export interface AttemptResponse {
  /** As AWS writes it. */
  Action: string;
  Resource: string;
  /** Amazon DynamoDB */
  ServiceName: string;
  AccessLevel: 'List' | 'Read' | 'Write' | 'Permissions management' | 'Tagging';
  /** Forms of the ARNs it works on; none: «*» only. */
  ResourceTypes: string[];
  /** Whether the practice account simulates the action, so that the real request does it. */
  Simulated: boolean;
  Message: string;
}

export interface GetProviderMetadataRequest {
  /** Of the practice identity provider: any address, the entity id of what CreateSAMLProvider gets. */
  Issuer: string;
}

export interface IssueSamlAssertionRequest {
  Issuer: string;
  /** Who signed in at the provider; the session's name too. */
  Subject: string;
  RoleArn: string;
  /** ARN of the SAML provider in the account. */
  PrincipalArn: string;
  /** Default: AWS's own address, SAML:aud in conditions. */
  Recipient?: string | undefined;
  /** By AWS's short names: RoleSessionName, SourceIdentity, PrincipalTag:team, TransitiveTagKeys. */
  Attributes?: Record<string, string[]> | undefined;
}

export interface IssueWebIdentityTokenRequest {
  /** Address of the OpenID Connect provider, with or without https://. */
  Issuer: string;
  Subject: string;
  Audience: string;
  /** Further claims, which become condition keys. */
  Claims?: Record<string, string> | undefined;
}

const secret = { type: 's', sensitive: 1 };

export const schemas: ServiceSchemas = {
  operations: {
    DescribeAccount: { out: 'AccountDescription' },
    UpdateRootEmail: { in: 'UpdateRootEmailRequest' },
    UpdateRootPassword: { in: 'UpdateRootPasswordRequest' },
    CloseAccount: { in: 'CloseAccountRequest', out: 'CloseAccountResponse' },
    ReopenAccount: {},
    GetProviderMetadata: { in: 'GetProviderMetadataRequest', out: 'GetProviderMetadataResponse' },
    IssueSamlAssertion: { in: 'IssueSamlAssertionRequest', out: 'IssueSamlAssertionResponse' },
    IssueWebIdentityToken: { in: 'IssueWebIdentityTokenRequest', out: 'IssueWebIdentityTokenResponse' },
    Attempt: { in: 'AttemptRequest', out: 'AttemptResponse' },
    RegisterSecurityKey: { in: 'RegisterSecurityKeyRequest', out: 'RegisterSecurityKeyResponse' },
  },
  structures: {
    AccountDescription: {
      required: 5,
      members: {
        AccountId: 's',
        AccountName: 's',
        AccountState: 's',
        SignInUrl: 's',
        IAMAccessToBilling: 'b',
        Email: secret,
        ClosedDate: 't',
        ReopenUntil: 't',
      },
    },
    UpdateRootEmailRequest: { required: 2, members: { NewEmail: secret, Password: secret } },
    UpdateRootPasswordRequest: { required: 2, members: { CurrentPassword: secret, NewPassword: secret } },
    CloseAccountRequest: { required: 1, members: { AccountId: 's' } },
    CloseAccountResponse: { required: 1, members: { ReopenUntil: 't' } },
    GetProviderMetadataRequest: { required: 1, members: { Issuer: 's' } },
    GetProviderMetadataResponse: { required: 1, members: { Metadata: 's' } },
    IssueSamlAssertionRequest: {
      required: 4,
      members: {
        Issuer: 's',
        Subject: 's',
        RoleArn: 's',
        PrincipalArn: 's',
        Recipient: 's',
        Attributes: { key: 's', value: { list: 's' } },
      },
    },
    IssueSamlAssertionResponse: { required: 2, members: { SAMLAssertion: secret, Expiration: 't' } },
    IssueWebIdentityTokenRequest: {
      required: 3,
      members: { Issuer: 's', Subject: 's', Audience: 's', Claims: { key: 's', value: 's' } },
    },
    IssueWebIdentityTokenResponse: { required: 2, members: { WebIdentityToken: secret, Expiration: 't' } },
    AttemptRequest: {
      required: 1,
      members: { Action: 's', Resource: 's', Region: 's', Context: { key: 's', value: { list: 's' } } },
    },
    AttemptResponse: {
      required: 7,
      members: {
        Action: 's',
        Resource: 's',
        ServiceName: 's',
        AccessLevel: 's',
        ResourceTypes: { list: 's' },
        Simulated: 'b',
        Message: 's',
      },
    },
    RegisterSecurityKeyRequest: { required: 1, members: { Name: 's', UserName: 's' } },
    RegisterSecurityKeyResponse: { required: 1, members: { SerialNumber: 's' } },
  },
  errors: {
    AuthenticationFailed: { code: 'AuthenticationFailed', status: 401 },
    ConflictException: { code: 'ConflictException', status: 409 },
    EntityAlreadyExists: { code: 'EntityAlreadyExists', status: 409 },
    LimitExceeded: { code: 'LimitExceeded', status: 409 },
    NoSuchEntity: { code: 'NoSuchEntity', status: 404 },
    PasswordPolicyViolation: { code: 'PasswordPolicyViolation', status: 400 },
  },
};

export const limits: Limits = {
  rules: [
    // An address as the Account API takes it for a member: 5 to 64 characters.
    { min: 5, max: 64, pattern: '[^\\s@]+@[^\\s@]+\\.[^\\s@]+' },
    { min: 1, max: 1024 },
    { pattern: '\\d{12}' },
    { min: 1, max: 64, pattern: '[\\w+=,.@-]+' },
    { min: 1, max: 256 },
    { max: 2048, pattern: '\\*|arn:[^\\s]+' },
    { pattern: '[a-z]{2}(-[a-z]+)+-\\d' },
  ],
  structures: {
    UpdateRootEmailRequest: { NewEmail: 0, Password: 1 },
    UpdateRootPasswordRequest: { CurrentPassword: 1, NewPassword: 1 },
    CloseAccountRequest: { AccountId: 2 },
    GetProviderMetadataRequest: { Issuer: 4 },
    IssueSamlAssertionRequest: { Issuer: 4, Subject: 4, RoleArn: 4, PrincipalArn: 4, Recipient: 4 },
    IssueWebIdentityTokenRequest: { Issuer: 4, Subject: 4, Audience: 4 },
    AttemptRequest: { Action: 4, Resource: 5, Region: 6 },
    RegisterSecurityKeyRequest: { Name: 3, UserName: 3 },
  },
};
