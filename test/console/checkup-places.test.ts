// The checkup's links lead to pages that the console has.
import { describe, expect, it } from 'vitest';
import { rules } from '../../src/checkup/index.ts';
import { consolePlace } from '../../src/checkup/places.ts';
import { parseRoute } from '../../src/console/routes.ts';

describe('the checkup’s places in the console', () => {
  it.each(rules.map(({ id }) => [id]))('%s', (rule) => {
    const places = [
      consolePlace({ rule }),
      ...['user', 'userCondition', 'byGroup', 'group', 'role', 'open', undefined].map((code) =>
        consolePlace({ rule }, { name: 'a/b+c', ...(code ? { code } : {}) }),
      ),
    ].filter((place) => place !== undefined);
    for (const place of places) expect(parseRoute(place).view, place).not.toBe('unknown');
  });

  it('lead to the very one that a finding is about', () => {
    expect(consolePlace({ rule: 'user-mfa' }, { name: 'anna' })).toBe('iam/users/anna/security-credentials');
    expect(consolePlace({ rule: 'no-full-access' }, { name: 'Devs', code: 'group' })).toBe(
      'iam/groups/Devs/permissions',
    );
    expect(consolePlace({ rule: 'no-open-trust' }, { name: 'Open', code: 'open' })).toBe(
      'iam/roles/Open/trust',
    );
  });
});
