// Who is called what in a copy with invented names: a finding's people are found again there.
import { expect, it } from 'vitest';
import { anonymous } from '../../src/live/picture.ts';
import { namesIn } from '../../src/live/practise.ts';
import { account, details, role, user } from '../checkup/account.ts';

it('knows everybody by the invented name, and a user before a role of the same name', () => {
  const own = details({ users: [user('anna'), user('Deploy')], roles: [role('Deploy'), role('Audit')] });
  const names = namesIn(own, anonymous(own, account));
  expect([...names]).toEqual(
    expect.arrayContaining([
      ['anna', 'user-1'],
      ['Deploy', 'user-2'],
      ['Audit', 'role-2'],
      ['Developers', 'group-1'],
    ]),
  );
  expect(namesIn(own, own).get('anna')).toBe('anna');
});
