import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { offsetOf, placeOf, readJson } from '../../src/policy/json.ts';

const fault = (text: string) => {
  const read = readJson(text);
  if (read.ok) throw new Error('it was read');
  return { code: read.fault.code, pointer: read.fault.pointer, ...placeOf(text, read.fault.offset) };
};

test('reads what JSON.parse reads', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value, null, 1);
      expect(readJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
    }),
  );
});

test('finds fault wherever JSON.parse does, at a place inside the text', () => {
  const broken = fc
    .tuple(fc.jsonValue(), fc.nat(), fc.constantFrom('', '"', '{', '}', ',', ':', ']', 'x', '\\', '\n'))
    .map(([value, at, sign]) => {
      const text = JSON.stringify(value);
      const cut = at % (text.length + 1);
      return text.slice(0, cut) + sign + text.slice(cut + 1);
    });
  fc.assert(
    fc.property(broken, (text) => {
      let valid = true;
      try {
        JSON.parse(text);
      } catch {
        valid = false;
      }
      const read = readJson(text);
      if (!valid) {
        expect(read.ok).toBe(false);
        if (!read.ok) {
          expect(read.fault.offset).toBeGreaterThanOrEqual(0);
          expect(read.fault.offset).toBeLessThanOrEqual(text.length);
          expect(read.fault.code).not.toBe('jsonUnreadable');
        }
      } else if (!read.ok) expect(read.fault.code).toBe('jsonDuplicateKey');
    }),
    { numRuns: 2000 },
  );
});

describe('names the place', () => {
  test('of a missing comma', () => {
    expect(fault('{\n  "a": 1\n  "b": 2\n}')).toEqual({
      code: 'jsonUnexpected',
      pointer: '/a',
      line: 3,
      column: 3,
    });
  });
  test('of an early end', () => {
    expect(fault('{"a": [1, 2')).toEqual({ code: 'jsonEndsEarly', pointer: '/a/1', line: 1, column: 12 });
  });
  test('of a line break in a text', () => {
    expect(fault('{"a": "x\ny"}')).toEqual({
      code: 'jsonControlCharacter',
      pointer: '/a',
      line: 1,
      column: 9,
    });
  });
  test('of a wrong escape', () => {
    expect(fault('{"a": "\\x"}')).toMatchObject({ code: 'jsonBadEscape', column: 8 });
  });
  test('of what follows the end', () => {
    expect(fault('{} {}')).toMatchObject({ code: 'jsonUnexpected', column: 4 });
  });
});

describe('a key that stands twice', () => {
  test('is found at its second place', () => {
    expect(fault('{"a": {"b": 1,\n "b": 2}}')).toEqual({
      code: 'jsonDuplicateKey',
      pointer: '/a/b',
      line: 2,
      column: 2,
    });
  });
  test('is found in another spelling of the same letters', () => {
    expect(fault('{"a": 1, "\\u0061": 2}')).toMatchObject({ code: 'jsonDuplicateKey' });
  });
  test('is not confused by colons, quotes and backslashes in texts', () => {
    expect(readJson('{"a:\\"b\\\\": ":", "c": "\\\\\\":"}').ok).toBe(true);
  });
  test('may be __proto__', () => {
    expect(fault('{"__proto__": 1, "__proto__": 2}')).toMatchObject({ code: 'jsonDuplicateKey' });
    expect(readJson('{"__proto__": {"x": 1}, "y": 2}').ok).toBe(true);
  });
});

test('finds a value by its pointer', () => {
  const text = '{"a/b": [10, {"~": true}]}';
  expect(text.slice(offsetOf(text, '/a~1b/1/~0'))).toMatch(/^true/);
  expect(text.slice(offsetOf(text, '/a~1b/1/nothing'))).toMatch(/^\{"~/);
});

test('ten thousand brackets are no danger', () => {
  const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
  expect(readJson(deep).ok).toBe(true);
  expect(readJson(deep.slice(0, -1)).ok).toBe(false);
});
