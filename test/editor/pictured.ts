// A small account for the editor's tests: two users in a group, one alone, a role and a bucket.
import type { AccountPicture, PicturedUser } from '../../src/practice/picture.ts';

export const account = '111122223333';

export const policy = (...actions: string[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] });

const user = (name: string, groups: string[] = []): PicturedUser => ({
  arn: `arn:aws:iam::${account}:user/${name}`,
  name,
  id: `AIDA${name.toUpperCase()}`,
  tags: {},
  attached: [],
  inline: [],
  groups,
});

export const storage = `arn:aws:iam::${account}:policy/storage`;

export const picture: AccountPicture = {
  account,
  alias: null,
  now: Date.parse('2026-11-23T12:00:00Z'),
  users: [user('anna', ['Team']), user('ben', ['Team']), { ...user('carla'), attached: [storage] }],
  roles: [
    {
      arn: `arn:aws:iam::${account}:role/worker`,
      name: 'worker',
      id: 'AROAWORKER',
      tags: {},
      attached: [],
      inline: [],
      trust: {
        name: 'worker',
        text: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}',
      },
    },
  ],
  groups: [{ arn: `arn:aws:iam::${account}:group/Team`, name: 'Team', attached: [storage], inline: [] }],
  policies: { [storage]: { name: 'storage', arn: storage, text: policy('s3:GetObject') } },
  resources: [{ arn: 'arn:aws:s3:::photos', kind: 'bucket' }],
  scp: [],
  rcp: [],
  ages: [],
};
