import { describe, expect, it } from 'vitest';
import { readCase } from '../../src/policy/case.ts';

const good = {
  id: '1',
  principal: 'arn:aws:iam::111122223333:user/anna',
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::b/k',
};
const errorOf = (fields: object): { message: string; hint: string; pointer: string } => {
  const read = readCase(JSON.stringify({ ...good, ...fields }));
  if (read.ok) throw new Error('the case was read');
  return read.error;
};

describe('a decision case', () => {
  it.each([
    ['identty', 'identity'],
    ['SCP', 'scp'],
    ['resource_policy', 'resourcePolicy'],
    ['Boundary', 'boundary'],
  ])(
    'with %s says that %s was meant, for a layer left out could turn a denial into an allow',
    (name, meant) => {
      expect(errorOf({ [name]: [] })).toMatchObject({
        pointer: `/${name}`,
        hint: expect.stringContaining(`Write «${meant}»`),
      });
    },
  );

  it('may carry notes of its own', () => {
    for (const name of ['note', 'source', 'expect', 'comment', 'src', 'tags', 'description'])
      expect(readCase(JSON.stringify({ ...good, [name]: 'x' })).ok, name).toBe(true);
  });

  it.each(['nobody', 'user/anna', ' ', 'ec2', '11112222'])('has no principal «%s»', (principal) => {
    expect(errorOf({ principal })).toMatchObject({ pointer: '/principal' });
  });

  it.each([
    'arn:aws:iam::111122223333:root',
    'arn:aws:sts::111122223333:assumed-role/r/s',
    'ec2.amazonaws.com',
    'accounts.google.com',
    '*',
  ])('has the principal «%s»', (principal) => {
    expect(readCase(JSON.stringify({ ...good, principal })).ok).toBe(true);
  });

  it('refuses a resource or value that is longer than any of AWS', () => {
    expect(errorOf({ resource: `arn:aws:s3:::${'a'.repeat(9000)}` })).toMatchObject({ pointer: '/resource' });
    expect(errorOf({ context: { 'aws:username': ['x', 'y'.repeat(9000)] } })).toMatchObject({
      pointer: '/context/aws:username/1',
    });
  });
});
