// What the Create user wizard sends, in the console's order, and what came of each request. After CreateUser a refusal
// does not stop the rest: the user exists, so every other part is tried and every refusal is reported.
// Tests: test/console/createUser.test.ts.
import { CreateUserCommand, GetUserCommand, type IAMClient, type User } from '@aws-sdk/client-iam';
import { type Failure, toFailure } from '../errors.ts';
import { CHANGE_PASSWORD_POLICY, enableConsole } from './credentials.ts';
import type { TagInput } from './names.ts';
import { policyName } from './policies.ts';
import {
  addToGroup,
  attachToUser,
  directPolicies,
  groupsOf,
  putUserInline,
  userInlineDocument,
} from './users.ts';

export interface Permissions {
  groups: readonly string[];
  /** ARNs of managed policies. */
  policies: readonly string[];
  /** Inline policies, which only «Copy permissions» brings. */
  inline: readonly { name: string; document: string }[];
  /** ARN of the policy that bounds the user. */
  boundary: string | undefined;
}

export const noPermissions: Permissions = { groups: [], policies: [], inline: [], boundary: undefined };

export interface NewUser {
  name: string;
  console: { password: string; mustReset: boolean } | undefined;
  permissions: Permissions;
  tags: readonly TagInput[];
}

/** A part of the wizard's work that AWS refused. */
export interface Refused {
  part: 'user' | 'password' | 'changePassword' | 'group' | 'policy' | 'inline';
  /** Name of the group or policy. */
  subject: string;
  failure: Failure;
}

export interface Created {
  /** Undefined: CreateUser itself was refused, nothing exists. */
  user: User | undefined;
  /** Whether the password was accepted, so that there is something to retrieve. */
  password: boolean;
  refused: Refused[];
}

/** What «Copy permissions» takes from another user: groups, managed and inline policies, boundary. */
export async function permissionsOf(iam: IAMClient, user: string): Promise<Permissions> {
  const { User: source } = await iam.send(new GetUserCommand({ UserName: user }));
  const groups = await groupsOf(iam, user);
  const links = await directPolicies(iam, user);
  return {
    groups: groups.map((group) => group.GroupName ?? ''),
    policies: links.flatMap((link) => (link.arn === undefined ? [] : [link.arn])),
    inline: await Promise.all(
      links
        .filter((link) => link.arn === undefined)
        .map(async ({ name }) => ({ name, document: await userInlineDocument(iam, user, name) })),
    ),
    boundary: source?.PermissionsBoundary?.PermissionsBoundaryArn,
  };
}

export async function createUser(iam: IAMClient, wanted: NewUser): Promise<Created> {
  const refused: Refused[] = [];
  const attempt = async (part: Refused['part'], subject: string, request: Promise<unknown>) => {
    try {
      await request;
      return true;
    } catch (error) {
      refused.push({ part, subject, failure: toFailure(error) });
      return false;
    }
  };

  const { name, permissions } = wanted;
  let user: User | undefined;
  const made = await attempt(
    'user',
    name,
    iam
      .send(
        new CreateUserCommand({
          UserName: name,
          ...(permissions.boundary === undefined ? {} : { PermissionsBoundary: permissions.boundary }),
          ...(wanted.tags.length === 0
            ? {}
            : { Tags: wanted.tags.map((tag) => ({ Key: tag.key, Value: tag.value })) }),
        }),
      )
      .then((answer) => {
        user = answer.User ?? { UserName: name, Path: '/', UserId: '', Arn: '', CreateDate: new Date(NaN) };
      }),
  );
  if (!made) return { user: undefined, password: false, refused };

  let password = false;
  if (wanted.console) {
    const { password: secret, mustReset } = wanted.console;
    password = await attempt('password', name, enableConsole(iam, name, secret, mustReset));
    // Without this policy a user who must change the password would not be allowed to.
    if (mustReset && password)
      await attempt(
        'changePassword',
        policyName(CHANGE_PASSWORD_POLICY),
        attachToUser(iam, name, CHANGE_PASSWORD_POLICY),
      );
  }
  for (const group of permissions.groups) await attempt('group', group, addToGroup(iam, name, group));
  for (const arn of permissions.policies)
    if (!(arn === CHANGE_PASSWORD_POLICY && password && wanted.console?.mustReset))
      await attempt('policy', policyName(arn), attachToUser(iam, name, arn));
  for (const policy of permissions.inline)
    await attempt('inline', policy.name, putUserInline(iam, name, policy.name, policy.document));
  return { user, password, refused };
}
