// How somebody stands right now, read afresh when a change is planned: the credential report may be hours old and has no
// key ids. A few calls for one user, group or role, and only when asked. Tests: test/live/plan.test.ts.
import { documentText } from '../../checkup/index.ts';

export type Json = Readonly<Record<string, unknown>>;

/** Sends one operation of IAM. Rejects with an error named after AWS's code. */
export type Ask = (operation: string, input: Json, signal?: AbortSignal) => Promise<Json>;

export type HolderKind = 'user' | 'group' | 'role';

export interface Inline {
  name: string;
  text: string;
}

export interface HolderState {
  kind: HolderKind;
  name: string;
  arn: string;
  path: string;
  /** Managed policies by ARN, in AWS's order. */
  attached: readonly string[];
  inline: readonly Inline[];
}

export interface KeyState {
  id: string;
  active: boolean;
  /** Milliseconds since 1970. */
  created: number | null;
}

export interface UserState extends HolderState {
  kind: 'user';
  tags: readonly { Key: string; Value: string }[];
  boundary: string | null;
  password: boolean;
  keys: readonly KeyState[];
  /** Serial numbers or ARNs. */
  mfa: readonly string[];
  groups: readonly string[];
  certificates: readonly { id: string; body: string; active: boolean }[];
  sshKeys: readonly { id: string; body: string; active: boolean }[];
  /** Passwords of single services, such as for Git. */
  serviceCredentials: readonly string[];
}

const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? (value as Json[]) : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const time = (value: unknown): number | null => (value instanceof Date ? value.getTime() : null);
const capital = (kind: HolderKind): 'User' | 'Group' | 'Role' =>
  ({ user: 'User', group: 'Group', role: 'Role' })[kind] as 'User';

export const isMissing = (error: unknown): boolean => /^NoSuchEntity/.test((error as Error)?.name ?? '');

/** Every entry of a listing, however many pages it has. */
async function all(ask: Ask, operation: string, input: Json, member: string): Promise<readonly Json[]> {
  const found: Json[] = [];
  let marker: unknown;
  do {
    const page = await ask(operation, marker === undefined ? input : { ...input, Marker: marker });
    found.push(...list(page[member]));
    marker = page.IsTruncated === true ? page.Marker : undefined;
  } while (marker !== undefined);
  return found;
}

async function allNames(ask: Ask, operation: string, input: Json): Promise<readonly string[]> {
  const found: string[] = [];
  let marker: unknown;
  do {
    const page = await ask(operation, marker === undefined ? input : { ...input, Marker: marker });
    found.push(...((page.PolicyNames as string[] | undefined) ?? []));
    marker = page.IsTruncated === true ? page.Marker : undefined;
  } while (marker !== undefined);
  return found;
}

/** @throws NoSuchEntityException where there is nobody of this name */
export async function readHolder(ask: Ask, kind: HolderKind, name: string): Promise<HolderState> {
  const Kind = capital(kind);
  const input = { [`${Kind}Name`]: name };
  const entity = (await ask(`Get${Kind}`, input))[Kind] as Json;
  const attached = await all(ask, `ListAttached${Kind}Policies`, input, 'AttachedPolicies');
  const inline: Inline[] = [];
  for (const PolicyName of await allNames(ask, `List${Kind}Policies`, input))
    inline.push({
      name: PolicyName,
      text: documentText((await ask(`Get${Kind}Policy`, { ...input, PolicyName })).PolicyDocument),
    });
  return {
    kind,
    name: text(entity[`${Kind}Name`]),
    arn: text(entity.Arn),
    path: text(entity.Path) || '/',
    attached: attached.map(({ PolicyArn }) => text(PolicyArn)),
    inline,
  };
}

/**
 * @param whole with what only the end of a user needs: certificates, SSH keys, passwords of single services. Without it
 * fewer permissions are enough, and those lists are empty.
 * @throws NoSuchEntityException where there is no such user
 */
export async function readUser(ask: Ask, UserName: string, whole: boolean): Promise<UserState> {
  const input = { UserName };
  const holder = await readHolder(ask, 'user', UserName);
  const user = (await ask('GetUser', input)).User as Json;
  const password = await ask('GetLoginProfile', input).then(
    () => true,
    (error: unknown) => {
      if (isMissing(error)) return false;
      throw error;
    },
  );
  const keys = await all(ask, 'ListAccessKeys', input, 'AccessKeyMetadata');
  const mfa = await all(ask, 'ListMFADevices', input, 'MFADevices');
  const groups = await all(ask, 'ListGroupsForUser', input, 'Groups');
  const certificates = whole ? await all(ask, 'ListSigningCertificates', input, 'Certificates') : [];
  const sshKeys = [];
  const listed = whole ? await all(ask, 'ListSSHPublicKeys', input, 'SSHPublicKeys') : [];
  for (const key of listed) {
    const SSHPublicKeyId = text(key.SSHPublicKeyId);
    const full = (await ask('GetSSHPublicKey', { ...input, SSHPublicKeyId, Encoding: 'SSH' }))
      .SSHPublicKey as Json;
    sshKeys.push({
      id: SSHPublicKeyId,
      body: text(full.SSHPublicKeyBody),
      active: key.Status === 'Active',
    });
  }
  const services = whole
    ? await all(ask, 'ListServiceSpecificCredentials', input, 'ServiceSpecificCredentials')
    : [];
  const boundary = user.PermissionsBoundary as Json | undefined;
  return {
    ...holder,
    kind: 'user',
    tags: list(user.Tags).map(({ Key, Value }) => ({ Key: text(Key), Value: text(Value) })),
    boundary: text(boundary?.PermissionsBoundaryArn) || null,
    password,
    keys: keys.map(({ AccessKeyId, Status, CreateDate }) => ({
      id: text(AccessKeyId),
      active: Status === 'Active',
      created: time(CreateDate),
    })),
    mfa: mfa.map(({ SerialNumber }) => text(SerialNumber)),
    groups: groups.map(({ GroupName }) => text(GroupName)),
    certificates: certificates.map(({ CertificateId, CertificateBody, Status }) => ({
      id: text(CertificateId),
      body: text(CertificateBody),
      active: Status === 'Active',
    })),
    sshKeys,
    serviceCredentials: services.map(({ ServiceSpecificCredentialId }) => text(ServiceSpecificCredentialId)),
  };
}

/** As AWS answers it; null: the account has none of its own. */
export async function readPasswordPolicy(ask: Ask): Promise<Json | null> {
  try {
    return ((await ask('GetAccountPasswordPolicy', {})).PasswordPolicy ?? {}) as Json;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
