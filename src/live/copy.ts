// A practice account that stands as the real one does: made by SDK calls like every scenario, so that all in it is real.
// What the practice account cannot take is left out and named. Loads the whole cloud: import it lazily.
// Tests: test/live/copy.test.ts.
import type { AccountDetails } from '../checkup/index.ts';
import { type Call, createCaller, createHost, materialise, memoryStore } from '../practice/index.ts';

export interface Copied {
  /** For `tools.importAccount`. */
  file: string;
  /** What could not be copied, with what the account answered. */
  left: readonly { what: string; why: string }[];
}

const name = (arn: string): string => arn.split('/').at(-1) as string;

function* calls({ users, groups, roles, policies }: AccountDetails, account: string): Generator<Call> {
  const iam = (operation: string, input: Record<string, unknown>): Call => ({
    service: 'iam',
    operation,
    input,
  });
  const arnOf = (arn: string): string =>
    arn.includes(':iam::aws:') ? arn : `arn:aws:iam::${account}:policy/${name(arn)}`;
  for (const [arn, policy] of Object.entries(policies))
    if (!arn.includes(':iam::aws:'))
      yield iam('CreatePolicy', { PolicyName: policy.name || name(arn), PolicyDocument: policy.text });
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

/** @param onProgress calls done so far */
export async function copyAccount(
  details: AccountDetails,
  account: string,
  { onProgress, signal }: { onProgress?: (done: number) => void; signal?: AbortSignal } = {},
): Promise<Copied> {
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
    for (const call of calls(details, account)) {
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
    }
    return { file: await host.tools.exportAccount(), left };
  } finally {
    await host.close();
  }
}
