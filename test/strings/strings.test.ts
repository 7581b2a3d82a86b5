import { expect, test } from 'vitest';
import { fill, localize, pseudo, translator } from '../../src/strings/index.ts';

const english = { hello: 'Hello {name}', tasks: { one: '{count} task', other: '{count} tasks' } } as const;

test('parameters are filled in and unknown ones left visible', () => {
  expect(fill('a {b} {c}', { b: 0 })).toBe('a 0 {c}');
});

test('plurals follow the locale’s rules', () => {
  const t = translator(english, 'en');
  expect([0, 1, 2].map((count) => t('tasks', { count }))).toEqual(['0 tasks', '1 task', '2 tasks']);
  expect(t('hello', { name: 'anna' })).toBe('Hello anna');
});

test('the pseudo-locale changes every letter outside parameters and code', () => {
  expect(pseudo('Hi {name}, use `iam`')).toMatch(/^⟦Ĥí \{name\}, úšé `iam`·+⟧$/);
  const t = translator(localize(english, 'qps'), 'qps');
  expect(t('tasks', { count: 1 })).toContain('1 ţášķ');
  expect(localize(english, 'en')).toBe(english);
});
