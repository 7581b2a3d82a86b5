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

const secret = { type: 's', sensitive: 1 };

export const schemas: ServiceSchemas = {
  operations: {
    DescribeAccount: { out: 'AccountDescription' },
    UpdateRootEmail: { in: 'UpdateRootEmailRequest' },
    UpdateRootPassword: { in: 'UpdateRootPasswordRequest' },
    CloseAccount: { in: 'CloseAccountRequest', out: 'CloseAccountResponse' },
    ReopenAccount: {},
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
  ],
  structures: {
    UpdateRootEmailRequest: { NewEmail: 0, Password: 1 },
    UpdateRootPasswordRequest: { CurrentPassword: 1, NewPassword: 1 },
    CloseAccountRequest: { AccountId: 2 },
    RegisterSecurityKeyRequest: { Name: 3, UserName: 3 },
  },
};
