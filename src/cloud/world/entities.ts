// What an account holds, as plain data (JSON only): entities are replaced whole, never changed in place. Dates are ms
// since 1970 by the account's clock. Names are found by key (`nameKey`), because AWS's are unique whatever their case.

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** A stored policy text. Its identity (the object) is the key of the engine's compiled form. */
export interface StoredPolicy {
  readonly name: string;
  readonly document: string;
}

export interface LoginProfile {
  readonly created: number;
  readonly passwordHash: string;
  readonly salt: string;
  readonly changed: number;
  readonly resetRequired: boolean;
  /** Hashes (same salt) of earlier passwords, newest first, at most 24: for reuse prevention. */
  readonly earlier: readonly string[];
}

/** What can hold credentials: an IAM user, and the root user. */
export interface CredentialHolder {
  readonly accessKeys: readonly string[];
  readonly mfaDevices: readonly string[];
  readonly certificates: readonly string[];
  readonly password?: LoginProfile | undefined;
  readonly passwordLastUsed?: number | undefined;
}

export interface User extends CredentialHolder {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly created: number;
  readonly tags: readonly Tag[];
  readonly boundary?: string | undefined;
  /** Keys of groups, in the order they were joined. */
  readonly groups: readonly string[];
  readonly attached: readonly string[];
  readonly inline: readonly StoredPolicy[];
  readonly sshKeys: readonly SshKey[];
  readonly serviceCredentials: readonly ServiceCredential[];
}

export interface RootUser extends CredentialHolder {
  readonly email: string;
  /** When root first signed in to the console: the days until it needs MFA count from here. */
  readonly firstSignIn?: number | undefined;
}

export interface Group {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly created: number;
  readonly attached: readonly string[];
  readonly inline: readonly StoredPolicy[];
}

export interface Role {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly created: number;
  readonly trust: StoredPolicy;
  readonly description: string;
  readonly maxSession: number;
  readonly tags: readonly Tag[];
  readonly boundary?: string | undefined;
  readonly attached: readonly string[];
  readonly inline: readonly StoredPolicy[];
  readonly lastUsed?: { readonly at: number; readonly region: string } | undefined;
  /** The service of a service-linked role. */
  readonly linkedService?: string | undefined;
}

export interface ManagedPolicyVersion extends StoredPolicy {
  readonly number: number;
  readonly created: number;
}

export interface ManagedPolicy {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly created: number;
  readonly updated: number;
  readonly description: string;
  readonly tags: readonly Tag[];
  readonly defaultVersion: number;
  /** The number the next version gets: numbers are never used again. */
  readonly nextVersion: number;
  readonly versions: readonly ManagedPolicyVersion[];
}

export interface InstanceProfile {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly created: number;
  readonly tags: readonly Tag[];
  readonly role?: string | undefined;
}

export interface MfaDevice {
  readonly serial: string;
  readonly name: string;
  readonly kind: 'virtual' | 'security-key' | 'hardware';
  readonly path: string;
  readonly created: number;
  readonly enabled?: number | undefined;
  /** Base32 seed of a virtual device. */
  readonly seed: string;
  readonly tags: readonly Tag[];
  /** nameKey of the user, '' for root; undefined while nobody has it. */
  readonly holder?: string | undefined;
  /** Time steps the device's clock is off, and the last step whose code was used. */
  readonly drift: number;
  readonly lastStep: number;
}

export interface SshKey {
  readonly id: string;
  readonly fingerprint: string;
  readonly body: string;
  readonly status: 'Active' | 'Inactive';
  readonly uploaded: number;
}

export interface ServiceCredential {
  readonly id: string;
  readonly service: string;
  readonly userName: string;
  readonly alias?: string | undefined;
  readonly status: 'Active' | 'Inactive' | 'Expired';
  readonly created: number;
  readonly expires?: number | undefined;
}

export interface SigningCertificate {
  readonly id: string;
  readonly body: string;
  readonly status: 'Active' | 'Inactive';
  readonly uploaded: number;
  readonly holder: string;
}

export interface ServerCertificate {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly body: string;
  readonly chain?: string | undefined;
  readonly uploaded: number;
  readonly expires: number;
  readonly tags: readonly Tag[];
}

export interface SamlProvider {
  readonly name: string;
  readonly document: string;
  readonly created: number;
  readonly validUntil: number;
  readonly uuid: string;
  readonly tags: readonly Tag[];
  readonly encryption?: string | undefined;
  readonly privateKeys: readonly { readonly id: string; readonly at: number }[];
}

export interface OidcProvider {
  /** Host and path, without https://. */
  readonly url: string;
  readonly created: number;
  readonly clients: readonly string[];
  readonly thumbprints: readonly string[];
  readonly tags: readonly Tag[];
}

export interface PasswordPolicy {
  readonly MinimumPasswordLength: number;
  readonly RequireSymbols: boolean;
  readonly RequireNumbers: boolean;
  readonly RequireUppercaseCharacters: boolean;
  readonly RequireLowercaseCharacters: boolean;
  readonly AllowUsersToChangePassword: boolean;
  readonly MaxPasswordAge?: number | undefined;
  readonly PasswordReusePrevention?: number | undefined;
  readonly HardExpiry?: boolean | undefined;
}

/** How often a managed policy (key: its ARN) is attached, and set as a boundary. */
export interface PolicyUse {
  readonly attached: number;
  readonly boundaries: number;
}

export interface Job {
  readonly id: string;
  readonly kind: string;
  readonly created: number;
  readonly arn: string;
  readonly owner: string;
  readonly granularity?: string | undefined;
}

/** When a principal last tried an action: key «principal ARN|action». */
export interface AccessRecord {
  readonly at: number;
  readonly region: string;
}

/** What is one of a kind in an account. */
export interface AccountSettings {
  readonly id: string;
  readonly name: string;
  readonly created: number;
  readonly root: RootUser;
  readonly alias?: string | undefined;
  readonly passwordPolicy?: PasswordPolicy | undefined;
  /** The credential report: when it was made, and its text. */
  readonly report?: { readonly at: number; readonly content: string } | undefined;
  readonly stsGlobalTokenVersion?: string | undefined;
  readonly outboundFederation?: { readonly issuer: string } | undefined;
  /** PutAccountProperties: Namespace/PropertyName → value. */
  readonly properties?: Readonly<Record<string, string>> | undefined;
  readonly billingForIam?: boolean | undefined;
  readonly closed?: number | undefined;
  readonly contact?: Readonly<Record<string, string>> | undefined;
  readonly alternateContacts?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;
  readonly regions?: Readonly<Record<string, boolean>> | undefined;
  readonly supportPlan?: string | undefined;
}

/** Who may use a key: stands in the world's index, so that a signature finds its secret in one step. */
export interface KeyRecord {
  readonly id: string;
  readonly account: string;
  readonly secret: string;
  readonly status: 'Active' | 'Inactive' | 'Expired';
  readonly created: number;
  readonly owner: KeyOwner;
  readonly lastUsed?: { readonly at: number; readonly service: string; readonly region: string } | undefined;
  readonly session?: SessionRecord | undefined;
  /** A key of the practice tools: works as the owner's own, but IAM does not list it. */
  readonly practice?: boolean | undefined;
}

export type KeyOwner =
  | { readonly kind: 'root' }
  | { readonly kind: 'user'; readonly user: string }
  | { readonly kind: 'role'; readonly role: string; readonly roleId: string; readonly session: string }
  | { readonly kind: 'federated'; readonly name: string; readonly user: string };

export interface SessionRecord {
  readonly token: string;
  readonly expires: number;
  readonly issued: number;
  readonly mfa: boolean;
  readonly mfaAt?: number | undefined;
  readonly console?: boolean | undefined;
  /** Session policies: null when none was passed. */
  readonly policies: readonly StoredPolicy[] | null;
  readonly policyArns?: readonly string[] | undefined;
  readonly tags: readonly Tag[];
  readonly transitiveKeys?: readonly string[] | undefined;
  readonly sourceIdentity?: string | undefined;
  /** How the session began: 'GetSessionToken' has restrictions of its own. */
  readonly via: string;
  /** Further condition keys that requests of the session carry. */
  readonly keys?: Readonly<Record<string, string>> | undefined;
  /** Claims of the token or assertion it was made with, as context keys. */
  readonly federation?:
    | { readonly provider: string; readonly keys: Readonly<Record<string, string>> }
    | undefined;
}
