import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Session } from '../../src/console/session.ts';
import { knownRoles, MOST_ROLES, readRoleName, rememberRole } from '../../src/console/signin/history.ts';
import { createDesk, type SignedIn } from '../../src/console/signin/identity.ts';
import { fakeStorage } from './storage.ts';

const session = (): Session => ({ show: vi.fn() }) as unknown as Session;
const user = (name: string) => ({
  arn: `arn:aws:iam::111122223333:user/${name}`,
  how: 'password' as const,
  session: session(),
});

describe('identities side by side', () => {
  it('shows whoever was added last, and tells the others that they are not on the screen', () => {
    const shown: (SignedIn | undefined)[] = [];
    const desk = createDesk((one) => shown.push(one));
    const anna = desk.add(user('anna'));
    const ben = desk.add(user('ben'));
    expect(desk.current.value).toBe(ben.id);
    expect(anna.session.show).toHaveBeenLastCalledWith(false);
    expect(ben.session.show).toHaveBeenLastCalledWith(true);
    desk.show(anna.id);
    expect(shown.map((one) => one?.arn.split('/')[1])).toEqual(['anna', 'ben', 'anna']);
  });

  it('goes back to who put a role on when the role is taken off', () => {
    const desk = createDesk(() => {});
    const anna = desk.add(user('anna'));
    const role = desk.add({
      arn: 'arn:aws:sts::111122223333:assumed-role/Audit/anna',
      how: 'role',
      session: session(),
      role: {
        account: '111122223333',
        roleName: 'Audit',
        displayName: 'Audit',
        colour: 'red',
        base: anna.id,
      },
    });
    desk.remove(role.id);
    expect(desk.current.value).toBe(anna.id);
  });

  it('takes roles away with whoever put them on, and opens the sign-in page', () => {
    const desk = createDesk(() => {});
    const anna = desk.add(user('anna'));
    desk.add({
      arn: 'arn:aws:sts::111122223333:assumed-role/Audit/anna',
      how: 'role',
      session: session(),
      role: {
        account: '111122223333',
        roleName: 'Audit',
        displayName: 'Audit',
        colour: 'red',
        base: anna.id,
      },
    });
    desk.show(anna.id);
    desk.remove(anna.id);
    expect(desk.identities.value).toEqual([]);
    expect(desk.current.value).toBeUndefined();
  });
});

describe('roles switched to before', () => {
  beforeEach(() => {
    vi.stubGlobal('localStorage', fakeStorage());
  });
  const role = (roleName: string) => ({
    account: '111122223333',
    roleName,
    displayName: roleName,
    colour: 'blue' as const,
  });

  it('keeps the last five, the newest first, each once', () => {
    for (const name of ['A', 'B', 'C', 'D', 'E', 'F', 'B']) rememberRole(role(name));
    expect(knownRoles().map((one) => one.roleName)).toEqual(['B', 'F', 'E', 'D', 'C']);
    expect(knownRoles()).toHaveLength(MOST_ROLES);
  });

  it('forgets what somebody else wrote into its place', () => {
    localStorage.setItem('rootless-console/roles', '[{"account":1},null,"x"]');
    expect(knownRoles()).toEqual([]);
    localStorage.setItem('rootless-console/roles', '{broken');
    expect(knownRoles()).toEqual([]);
  });

  it.each([
    ['Audit', 'Audit'],
    [' role/Audit ', 'Audit'],
    ['arn:aws:iam::111122223333:role/team/Audit', 'team/Audit'],
    ['no role', undefined],
    ['', undefined],
  ])('reads %j as the role %j', (text, name) => {
    expect(readRoleName(text)).toBe(name);
  });
});
