// A practice account that stands as the real one does: made by SDK calls like every scenario, so that all in it is real.
// What the practice account cannot take is left out and named. Loads the whole cloud: import it lazily.
// Tests: test/live/copy.test.ts.
import type { AccountDetails, Evidence, SendOperation } from '../checkup/index.ts';
import {
  type AccountHost,
  type Call,
  CallError,
  type Caller,
  createCaller,
  createHost,
  materialise,
  memoryStore,
} from '../practice/index.ts';

export interface Copied {
  /** For `tools.importAccount`. */
  file: string;
  /** What could not be copied, with what the account answered. */
  left: readonly { what: string; why: string }[];
}

/** What somebody signs in and works with. Secrets cannot be copied: the copy's are new ones that nobody knows. */
export interface CopiedCredentials {
  password: boolean;
  mfa: boolean;
  /** `since`: milliseconds since 1970; the copy's key is as old. */
  keys: readonly { active: boolean; since: number | null }[];
}

/** By user name, from the credential report; empty where it was not seen. */
export function credentialsOf({ report }: Evidence): Readonly<Record<string, CopiedCredentials>> {
  if (!report.seen) return {};
  return Object.fromEntries(
    report.value.users.map(({ user, password, mfa, keys }) => [
      user,
      {
        password: password === true,
        mfa,
        keys: keys.map(({ active, rotated }) => ({ active, since: rotated })),
      },
    ]),
  );
}

const name = (arn: string): string => arn.split('/').at(-1) as string;

function* calls({ users, groups, roles, policies }: AccountDetails, account: string): Generator<Call> {
  const iam = (operation: string, input: Record<string, unknown>): Call => ({
    service: 'iam',
    operation,
    input,
  });
  const arnOf = (arn: string): string =>
    arn.includes(':iam::aws:') ? arn : arn.replace(/^(arn:[\w-]+:iam::)\d*/, `$1${account}`);
  for (const [arn, policy] of Object.entries(policies))
    if (!arn.includes(':iam::aws:'))
      yield iam('CreatePolicy', {
        PolicyName: policy.name || name(arn),
        PolicyDocument: policy.text,
        Path: /:policy(\/.*?)[^/]+$/.exec(arn)?.[1] ?? '/',
      });
  function* grants(kind: 'User' | 'Group' | 'Role', one: AccountDetails['groups'][number]): Generator<Call> {
    for (const arn of one.attached)
      yield iam(`Attach${kind}Policy`, { [`${kind}Name`]: one.name, PolicyArn: arnOf(arn) });
    for (const inline of one.inline)
      yield iam(`Put${kind}Policy`, {
        [`${kind}Name`]: one.name,
        PolicyName: inline.name,
        PolicyDocument: inline.text,
      });
  }
  for (const group of groups) {
    yield iam('CreateGroup', { GroupName: group.name, Path: group.path });
    yield* grants('Group', group);
  }
  const tags = (all: Readonly<Record<string, string>>) =>
    Object.entries(all).map(([Key, Value]) => ({ Key, Value }));
  for (const user of users) {
    yield iam('CreateUser', {
      UserName: user.name,
      Path: user.path,
      Tags: tags(user.tags),
      ...(user.boundary ? { PermissionsBoundary: arnOf(user.boundary) } : {}),
    });
    for (const group of user.groups) yield iam('AddUserToGroup', { UserName: user.name, GroupName: group });
    yield* grants('User', user);
  }
  for (const role of roles) {
    // AWS makes these itself, when a service is used.
    if (role.path.startsWith('/aws-service-role/')) continue;
    yield iam('CreateRole', {
      RoleName: role.name,
      Path: role.path,
      AssumeRolePolicyDocument: role.trust,
      Tags: tags(role.tags),
      ...(role.boundary ? { PermissionsBoundary: arnOf(role.boundary) } : {}),
    });
    yield* grants('Role', role);
  }
}

const day = 86_400_000;

/** Passwords, keys and devices, each on the account's day on which the real one was made. */
function* credentialCalls(
  all: Readonly<Record<string, CopiedCredentials>>,
  account: string,
  now: number,
): Generator<{ at: number; call: Call }> {
  const iam = (operation: string, input: Record<string, unknown>): Call => ({
    service: 'iam',
    operation,
    input,
  });
  const keys = Object.entries(all).flatMap(([UserName, { keys }]) =>
    keys.map((key) => ({ UserName, ...key, at: Math.min(key.since ?? now, now) })),
  );
  const count = new Map<string, number>();
  for (const { UserName, active, at } of keys.sort((a, b) => a.at - b.at)) {
    const number = (count.get(UserName) ?? 0) + 1;
    count.set(UserName, number);
    yield { at, call: iam('CreateAccessKey', { UserName }) };
    if (!active)
      yield {
        at,
        call: iam('UpdateAccessKey', {
          UserName,
          AccessKeyId: { keyOf: UserName, number },
          Status: 'Inactive',
        }),
      };
  }
  for (const [UserName, { password, mfa }] of Object.entries(all)) {
    if (password)
      yield {
        at: now,
        call: iam('CreateLoginProfile', { UserName, Password: `Practice-${crypto.randomUUID()}` }),
      };
    if (!mfa) continue;
    yield { at: now, call: iam('CreateVirtualMFADevice', { VirtualMFADeviceName: UserName }) };
    yield {
      at: now,
      call: iam('EnableMFADevice', {
        UserName,
        SerialNumber: `arn:aws:iam::${account}:mfa/${UserName}`,
        AuthenticationCode1: { codeOf: UserName, at: 'before' },
        AuthenticationCode2: { codeOf: UserName, at: 'now' },
      }),
    };
  }
}

const policyCall = (
  policy: NonNullable<Extract<Evidence['passwordPolicy'], { seen: true }>['value']>,
): Call => ({
  service: 'iam',
  operation: 'UpdateAccountPasswordPolicy',
  input: {
    MinimumPasswordLength: policy.minimumLength,
    RequireSymbols: policy.symbols,
    RequireNumbers: policy.numbers,
    RequireUppercaseCharacters: policy.uppercase,
    RequireLowercaseCharacters: policy.lowercase,
    AllowUsersToChangePassword: policy.usersMayChange,
    ...(policy.maximumAge === null ? {} : { MaxPasswordAge: policy.maximumAge }),
    ...(policy.reusePrevention === null ? {} : { PasswordReusePrevention: policy.reusePrevention }),
  },
});

export interface CopyOptions {
  credentials?: Readonly<Record<string, CopiedCredentials>>;
  passwordPolicy?: Evidence['passwordPolicy'];
  /** Calls done so far. */
  onProgress?: (done: number) => void;
  signal?: AbortSignal;
}

export interface OpenCopy {
  host: AccountHost;
  caller: Caller;
  /** As the copy's root; errors are named after AWS's codes. */
  send: SendOperation;
  left: Copied['left'];
}

/** The collector's sender over a caller. */
export const sendOf =
  (caller: Caller): SendOperation =>
  async (service, operation, input) => {
    try {
      return (await caller.run({ service, operation, input })) ?? {};
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      const message = error.message.split(`${error.code}: `).slice(1).join(`${error.code}: `);
      throw Object.assign(new Error(message, { cause: error }), { name: error.code });
    }
  };

/** The copy as an account of its own, in memory; close its host. */
export async function openCopy(
  details: AccountDetails,
  account: string,
  { credentials = {}, passwordPolicy, onProgress, signal }: CopyOptions = {},
): Promise<OpenCopy> {
  const world = await materialise(
    {
      title: '',
      summary: '',
      account: { id: account, name: 'Copy', email: 'copy@account.example' },
      opened: new Date().toISOString(),
      policies: [],
      groups: [],
      users: [],
      roles: [],
      calls: [],
    },
    account,
  );
  const host = await createHost({
    key: 'copy',
    store: memoryStore(),
    fresh: () => world,
    clock: Date.now,
    seed: account,
  });
  try {
    const caller = createCaller({ host, credentials: () => host.tools.credentials() });
    const left: { what: string; why: string }[] = [];
    let done = 0;
    const run = async (call: Call): Promise<void> => {
      signal?.throwIfAborted();
      try {
        await caller.run(call);
      } catch (error) {
        const { UserName, RoleName, GroupName, PolicyName } = (call.input ?? {}) as Record<string, string>;
        left.push({
          what: `${call.operation} ${UserName ?? RoleName ?? GroupName ?? PolicyName ?? ''}`,
          why: (error as Error).message,
        });
      }
      if (++done % 50 === 0) onProgress?.(done);
    };
    for (const call of calls(details, account)) await run(call);
    const known = new Set(details.users.map((user) => user.name));
    const theirs = Object.fromEntries(Object.entries(credentials).filter(([user]) => known.has(user)));
    const now = Date.now();
    let clock = now;
    for (const { at, call } of credentialCalls(theirs, account, now)) {
      if (Math.abs(at - clock) > day / 24) {
        await host.tools.setClock(at - now);
        clock = at;
      }
      await run(call);
    }
    if (clock !== now) await host.tools.setClock(0);
    if (passwordPolicy?.seen && passwordPolicy.value) await run(policyCall(passwordPolicy.value));
    return { host, caller, send: sendOf(caller), left };
  } catch (error) {
    await host.close();
    throw error;
  }
}

/** The copy as a file. */
export async function copyAccount(
  details: AccountDetails,
  account: string,
  options: CopyOptions = {},
): Promise<Copied> {
  const { host, left } = await openCopy(details, account, options);
  try {
    return { file: await host.tools.exportAccount(), left };
  } finally {
    await host.close();
  }
}
