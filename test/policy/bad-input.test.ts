// Whatever is thrown at it answers with an error that has a place, or with a decision. How fast: test/bench/policy-bad-input.ts
import { describe, expect, test } from 'vitest';
import { compile, decide, explain, MAX_POLICY_LENGTH, parse, validate } from '../../src/policy/index.ts';
import { badPolicies } from './bad-policies.ts';
import { request } from './make.ts';

describe('a bad policy answers', () => {
  for (const [name, make] of Object.entries(badPolicies)) {
    test(name, () => {
      const text = make();
      const parsed = parse(text);
      if (!parsed.ok) {
        expect(parsed.error.message).not.toBe(parsed.error.code);
        expect(parsed.error.line).toBeGreaterThan(0);
        expect(parsed.error.column).toBeGreaterThan(0);
        return;
      }
      const asked = request({ identity: [{ name, compiled: compile(parsed.document) }] });
      expect(['allow', 'explicitDeny', 'implicitDeny']).toContain(decide(asked).decision);
      expect(explain(asked).decision).toBe(decide(asked).decision);
    });
  }
});

test('ten megabytes are refused by their length', () => {
  const parsed = parse(' '.repeat(10_000_000));
  expect(parsed).toMatchObject({
    ok: false,
    error: { code: 'tooLong', line: 1, column: MAX_POLICY_LENGTH + 1 },
  });
});

test('names of Object.prototype are names like any other', () => {
  const text =
    '{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"constructor":"x","__proto__":"y"}}}}';
  const parsed = parse(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  const identity = [{ name: 'p', compiled: compile(parsed.document) }];
  expect(decide(request({ identity })).decision).toBe('implicitDeny');
  const context = JSON.parse('{"constructor":"x","__proto__":"y"}') as Record<string, string>;
  expect(decide({ ...request({ identity }), context }).decision).toBe('allow');
  expect(parse('{"toString": 1, "Statement": []}')).toMatchObject({
    ok: false,
    error: { code: 'unknownElement', pointer: '/toString' },
  });
});

test('validate tells of lone surrogates instead of stumbling', () => {
  const found = validate(
    '{"Version":"2012-10-17","Statement":[{"Sid":"\\ud800","Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}',
    { kind: 'identity' },
  );
  expect(found.map(({ code }) => code)).toContain('illegalCharacter');
});
