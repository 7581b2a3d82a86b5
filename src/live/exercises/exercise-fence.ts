// The fence of an exercise on a real account: it reads, and changes only what the exercise itself made below its path.
// Nothing else that changes something leaves the page, whatever the code above does. Tests: test/live/exercises.test.ts.
import { type Fence, type FencedCall, type FenceWords, readOnlyFence } from '../fence.ts';
import { exercisePath, exerciseTag, isOurs, type Ledger } from './place.ts';

const creates = new Set(['CreateUser', 'CreateGroup', 'CreatePolicy']);

/** What an exercise and its end need. Nothing here hands out credentials or lets anybody take on a role. */
const changes = new Set([
  'AddUserToGroup',
  'AttachGroupPolicy',
  'AttachUserPolicy',
  'DeactivateMFADevice',
  'DeleteAccessKey',
  'DeleteGroup',
  'DeleteGroupPolicy',
  'DeleteLoginProfile',
  'DeletePolicy',
  'DeletePolicyVersion',
  'DeleteServiceSpecificCredential',
  'DeleteSigningCertificate',
  'DeleteSSHPublicKey',
  'DeleteUser',
  'DeleteUserPermissionsBoundary',
  'DeleteUserPolicy',
  'DetachGroupPolicy',
  'DetachRolePolicy',
  'DetachUserPolicy',
  'PutGroupPolicy',
  'PutUserPermissionsBoundary',
  'PutUserPolicy',
  'RemoveUserFromGroup',
]);

/** Taking away what is ours, from whoever has it: an exercise's policy or group must not outlive it. */
const takesOurs: Readonly<Record<string, 'PolicyArn' | 'GroupName'>> = {
  DetachUserPolicy: 'PolicyArn',
  DetachGroupPolicy: 'PolicyArn',
  DetachRolePolicy: 'PolicyArn',
  RemoveUserFromGroup: 'GroupName',
};

function isTagged(parameters: URLSearchParams): boolean {
  const keys = [...parameters.keys()].filter((name) => /^Tags\.member\.\d+\.Key$/.test(name));
  return keys.some(
    (name) =>
      parameters.get(name) === exerciseTag.Key &&
      parameters.get(name.replace(/Key$/, 'Value')) === exerciseTag.Value,
  );
}

function mayChange({ operation = '', parameters }: FencedCall, ledger: Ledger): boolean {
  const all = (name: string): string[] => parameters.getAll(name);
  // A name twice is an attempt to show one and change the other.
  for (const name of new Set(parameters.keys())) if (all(name).length > 1) return false;
  const user = parameters.get('UserName');
  const group = parameters.get('GroupName');
  const policy = parameters.get('PolicyArn');
  const boundary = parameters.get('PermissionsBoundary');
  if (boundary !== null && !isOurs(boundary)) return false;
  if (creates.has(operation))
    return parameters.get('Path') === exercisePath && (operation === 'CreateGroup' || isTagged(parameters));
  if (!changes.has(operation)) return false;
  const ours = takesOurs[operation];
  if (ours === 'PolicyArn') return policy !== null && isOurs(policy);
  if (ours === 'GroupName') return group !== null && ledger.has('group', group);
  // Without a name IAM takes whoever asks.
  if (user === null && group === null && policy === null) return false;
  if (parameters.has('RoleName')) return false;
  if (user !== null && !ledger.has('user', user)) return false;
  if (group !== null && !ledger.has('group', group)) return false;
  if (policy !== null && !isOurs(policy)) return false;
  return user !== null || group !== null || /^DeletePolicy(?:Version)?$/.test(operation);
}

export function exerciseFence(ledger: Ledger, words: FenceWords): Fence {
  const reading = readOnlyFence(words);
  return (call) => {
    const refusal = reading(call);
    if (refusal === undefined || call.host !== 'iam.amazonaws.com') return refusal;
    return mayChange(call, ledger) ? undefined : refusal;
  };
}
