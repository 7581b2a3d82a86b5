// Exercises that fit a real account, as data: they make users without credentials, groups and policies below their path,
// ask the learner what AWS will decide, and then AWS's own simulator. Sentences: strings.ts, by the ids here.
// Tests: test/live/exercises.test.ts, every exercise from beginning to end.
import type { PlainCall } from '../changes/plan.ts';
import { exercisePath, exerciseTag } from './place.ts';

export type Verdict = 'allowed' | 'implicitDeny' | 'explicitDeny';

/** Calls to make, or a question to AWS that the learner answers first. `id` is the sentence's. */
export type LiveStep =
  | { kind: 'make'; id: string; calls: readonly PlainCall[] }
  | { kind: 'predict'; id: string; user: string; action: string; expected: Verdict };

export interface LiveExercise {
  id: 'groups' | 'deny' | 'boundary';
  steps: readonly LiveStep[];
}

const call = (operation: string, input: PlainCall['input']): PlainCall => ({ operation, input });
const user = 'rootless-anna';
const group = 'rootless-readers';
const Tags = [exerciseTag];
const Path = exercisePath;
const document = (Effect: 'Allow' | 'Deny', ...Action: string[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect, Action, Resource: '*' }] });

const createUser = call('CreateUser', { UserName: user, Path, Tags });
const readers = [
  call('CreateGroup', { GroupName: group, Path }),
  call('PutGroupPolicy', {
    GroupName: group,
    PolicyName: 'ReadUsers',
    PolicyDocument: document('Allow', 'iam:ListUsers', 'iam:ListGroups'),
  }),
  call('AddUserToGroup', { GroupName: group, UserName: user }),
];

/** @param account twelve digits */
export const exercisesFor = (account: string): readonly LiveExercise[] => {
  const policy = (name: string): string => `arn:aws:iam::${account}:policy${Path}${name}`;
  return [
    {
      id: 'groups',
      steps: [
        { kind: 'make', id: 'user', calls: [createUser] },
        { kind: 'predict', id: 'nothing', user, action: 'iam:ListUsers', expected: 'implicitDeny' },
        { kind: 'make', id: 'group', calls: readers },
        { kind: 'predict', id: 'byGroup', user, action: 'iam:ListUsers', expected: 'allowed' },
        { kind: 'predict', id: 'beyond', user, action: 'iam:CreateUser', expected: 'implicitDeny' },
      ],
    },
    {
      id: 'deny',
      steps: [
        { kind: 'make', id: 'userInGroup', calls: [createUser, ...readers] },
        { kind: 'predict', id: 'byGroup', user, action: 'iam:ListUsers', expected: 'allowed' },
        {
          kind: 'make',
          id: 'deny',
          calls: [
            call('CreatePolicy', {
              PolicyName: 'rootless-no-users',
              Path,
              Tags,
              PolicyDocument: document('Deny', 'iam:ListUsers'),
            }),
            call('AttachUserPolicy', { UserName: user, PolicyArn: policy('rootless-no-users') }),
          ],
        },
        { kind: 'predict', id: 'denied', user, action: 'iam:ListUsers', expected: 'explicitDeny' },
        { kind: 'predict', id: 'untouched', user, action: 'iam:ListGroups', expected: 'allowed' },
      ],
    },
    {
      id: 'boundary',
      steps: [
        {
          kind: 'make',
          id: 'wide',
          calls: [
            createUser,
            call('PutUserPolicy', {
              UserName: user,
              PolicyName: 'Wide',
              PolicyDocument: document('Allow', 'iam:*'),
            }),
          ],
        },
        { kind: 'predict', id: 'wide', user, action: 'iam:CreateUser', expected: 'allowed' },
        {
          kind: 'make',
          id: 'boundary',
          calls: [
            call('CreatePolicy', {
              PolicyName: 'rootless-only-looking',
              Path,
              Tags,
              PolicyDocument: document('Allow', 'iam:Get*', 'iam:List*'),
            }),
            call('PutUserPermissionsBoundary', {
              UserName: user,
              PermissionsBoundary: policy('rootless-only-looking'),
            }),
          ],
        },
        { kind: 'predict', id: 'bounded', user, action: 'iam:CreateUser', expected: 'implicitDeny' },
        { kind: 'predict', id: 'within', user, action: 'iam:ListUsers', expected: 'allowed' },
      ],
    },
  ];
};
