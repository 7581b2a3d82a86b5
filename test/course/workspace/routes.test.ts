// The practice page's addresses, and what it remembers of itself.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fresh, readLayout } from '../../../src/course/workspace/memory.ts';
import { doors, formatHash, inspections, parseHash } from '../../../src/course/workspace/routes.ts';

it('reads every door and every view of the inspector', () => {
  expect(parseHash('#/console/iam/users/anna')).toEqual({ door: 'console', path: 'iam/users/anna' });
  expect(parseHash('#/terminal')).toEqual({ door: 'terminal', path: '' });
  expect(parseHash('#/why/abc-1')).toEqual({ door: 'inspector', path: 'why/abc-1' });
  expect(parseHash('#/who')).toEqual({ door: 'inspector', path: 'who' });
  for (const start of ['', '#', '#/', '#/nothing', '#nothing/console'])
    expect(parseHash(start).door).toBe('start');
});

it('writes what it reads', () => {
  const route = fc.oneof(
    fc.record({
      door: fc.constantFrom(...doors.filter((door) => door !== 'inspector')),
      path: fc.webPath().map((path) => path.replace(/^\/+/, '')),
    }),
    fc.record({
      door: fc.constant('inspector' as const),
      path: fc
        .tuple(fc.constantFrom(...inspections), fc.webSegment())
        .map(([view, rest]) => (rest ? `${view}/${rest}` : view)),
    }),
  );
  fc.assert(
    fc.property(route, (one) => {
      expect(parseHash(formatHash(one))).toEqual(one);
    }),
  );
});

it('remembers a layout, and forgets what it does not understand', () => {
  const layout = {
    side: 'inspector' as const,
    sidePath: 'history',
    share: 60,
    last: '#/terminal',
    exercise: 'groups',
  };
  expect(readLayout(JSON.stringify(layout))).toEqual(layout);
  for (const wrong of [
    null,
    '',
    'x',
    '[]',
    'null',
    '{"side":7,"share":"a","last":"javascript:x","exercise":"../x"}',
  ])
    expect(readLayout(wrong)).toEqual(fresh);
  expect(readLayout('{"share":1000}').share).toBe(80);
  fc.assert(fc.property(fc.json(), (text) => void readLayout(text)));
});
