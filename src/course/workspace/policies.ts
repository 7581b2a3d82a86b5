// The policies of an account that the editor can open, each with its address and with what saving it means.
// Tests: test/course/workspace/policies.test.ts
import type { PolicySubject } from '../../editor/index.ts';
import type { PolicyKind } from '../../policy/index.ts';
import type { AccountPicture } from '../../practice/index.ts';

export type Group =
  | 'editManaged'
  | 'editInlineUser'
  | 'editInlineGroup'
  | 'editInlineRole'
  | 'editTrust'
  | 'editAws';

export interface Openable {
  /** 'policy/ARN', 'user/NAME/POLICY', 'trust/ROLE' …, each part encoded. */
  path: string;
  group: Group;
  title: string;
  text: string;
  kind: PolicyKind;
  subject?: PolicySubject;
  readOnly: boolean;
}

export const pathOf = (...parts: string[]): string => parts.map(encodeURIComponent).join('/');

export function openables(picture: AccountPicture): Openable[] {
  const inline = (
    holder: 'user' | 'group' | 'role',
    group: Group,
    list: readonly { name: string; inline: readonly { name: string; text: string }[] }[],
  ): Openable[] =>
    list.flatMap(({ name, inline: policies }) =>
      policies.map((policy) => ({
        path: pathOf(holder, name, policy.name),
        group,
        title: `${name}: ${policy.name}`,
        text: pretty(policy.text),
        kind: 'identity' as const,
        subject: { holder, name, policy: policy.name },
        readOnly: false,
      })),
    );
  const managed = Object.entries(picture.policies).map(([arn, { name, text }]): Openable => {
    const aws = arn.startsWith('arn:aws:iam::aws:');
    return {
      path: pathOf('policy', arn),
      group: aws ? 'editAws' : 'editManaged',
      title: name,
      text: pretty(text),
      kind: 'identity',
      subject: { arn },
      readOnly: aws,
    };
  });
  return [
    ...managed.filter(({ readOnly }) => !readOnly),
    ...inline('user', 'editInlineUser', picture.users),
    ...inline('group', 'editInlineGroup', picture.groups),
    ...inline('role', 'editInlineRole', picture.roles),
    ...picture.roles
      .filter(({ linkedService }) => linkedService === undefined)
      .map(
        (role): Openable => ({
          path: pathOf('trust', role.name),
          group: 'editTrust',
          title: role.name,
          text: pretty(role.trust.text),
          kind: 'trust',
          readOnly: false,
        }),
      ),
    ...managed.filter(({ readOnly }) => readOnly),
  ];
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** What a new policy begins with. */
export const beginning = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": [],
      "Resource": "*"
    }
  ]
}`;
