// What the drawings of the lessons say, from the second one on; the first ones stand in en.ts.
import type { Messages } from '../../strings/index.ts';

/** The drawing of lesson 2: who may do what, by itself and in an organization. */
export const rootList = {
  who: 'Who asks?',
  admin: 'an administrator',
  root: 'the root user',
  organization: 'The account belongs to an organization',
  email: 'Change root’s email address',
  password: 'Change root’s password',
  close: 'Close the account',
  bill: 'Let IAM users see the bill at all',
  bucket: 'Open a bucket whose policy shuts everybody out',
  queue: 'Open a queue whose policy shuts everybody out',
  plan: 'Change the support plan',
  name: 'Rename the account',
  users: 'Make and delete users',
  allowed: 'allowed',
  rootOnly: 'root only',
  above: 'or from above',
  saysAdmin: 'Every permission that a policy can give. The six tasks with a bar no policy can give.',
  saysRoot: 'All of it. So six tasks are left for root, and the last three should be somebody else’s.',
  saysOrganization: 'Four of the six can now be done from above too, without this account’s root.',
} as const satisfies Messages;

/** The drawing of lesson 6: requests held against a policy. */
export const statements = {
  title: 'Anna asks. Which statement says something about it?',
  read: 'Read the file orchard-reports/harvest.csv',
  remove: 'Delete the file orchard-reports/harvest.csv',
  salaries: 'Read the file orchard-reports/salaries/may.csv',
  photo: 'Read the file orchard-photos/tree.jpg',
  fits: 'fits',
  misses: 'does not fit',
  counts: 'Both fit: the statement counts.',
  passed: 'Not both fit: the statement says nothing about this.',
  allowed: 'Allowed',
  denied: 'Denied',
  readWhy: 'One statement says yes, and none says no.',
  removeWhy: 'No statement counts. What nothing allows is denied.',
  salariesWhy: 'Both count. One says yes, one says no, and a no wins.',
  photoWhy: 'Reading would be right, but it is another bucket. No statement counts.',
} as const satisfies Messages;

/** The drawing of lesson 7: how far a request gets. */
export const evaluation = {
  title: 'Anna reads a file in S3. What do the policies say?',
  identitySwitch: 'A policy of hers allows it',
  denySwitch: 'Some policy denies it',
  scpSwitch: 'A limit of the organization does not allow it',
  resourceSwitch: 'The bucket’s own policy names her and allows it',
  boundarySwitch: 'She has a boundary that does not allow it',
  denyStop: 'A no anywhere?',
  scpStop: 'Limit of the organization',
  resourceStop: 'Policy of the thing',
  identityStop: 'Her own policies',
  boundaryStop: 'Her boundary',
  allowed: 'Allowed',
  denied: 'Denied',
  denyWhy: 'One policy says no. Nothing else is asked any more.',
  scpWhy: 'What the organization does not allow, nobody in this account can be given.',
  resourceWhy:
    'The bucket’s policy names her, so that is enough: her own policies and her boundary need not say yes.',
  identityWhy: 'No policy of hers says yes, and the bucket’s policy does not name her. Nothing allows it.',
  boundaryWhy: 'Her policy says yes, but her boundary does not reach as far.',
  allowWhy: 'No no, a yes of her own, and no limit in the way.',
} as const satisfies Messages;
