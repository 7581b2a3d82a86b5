// Where the cursor stands in a policy that is being written.
import { describe, expect, it } from 'vitest';
import { endOfValue, placeAt, textsIn } from '../../src/editor/place.ts';

/** The text with | for the cursor. */
const at = (marked: string) => {
  const offset = marked.indexOf('|');
  return placeAt(marked.replace('|', ''), offset);
};

describe('the place of the cursor', () => {
  it('knows the way to an action in a list', () => {
    expect(at('{"Statement": [{"Effect": "Allow", "Action": ["s3:GetObject", "s3:Li|"]}]}')).toMatchObject({
      path: ['Statement', 0, 'Action', 1],
      name: false,
      quoted: true,
      typed: 's3:Li',
    });
  });

  it('knows a name from a value', () => {
    expect(at('{"Statement": {"Effect": "Allow", "|"}}')).toMatchObject({ path: ['Statement'], name: true });
    expect(at('{"Statement": {"Effect": "|"}}')).toMatchObject({
      path: ['Statement', 'Effect'],
      name: false,
    });
  });

  it('does not mind what is missing behind it', () => {
    expect(at('{"Statement": [{"Action": "iam:Cre|')).toMatchObject({
      path: ['Statement', 0, 'Action'],
      typed: 'iam:Cre',
    });
    expect(at('{"Statement": [{"Action": [|')).toMatchObject({
      path: ['Statement', 0, 'Action', 0],
      quoted: false,
    });
  });

  it('replaces the whole word between the quotes', () => {
    const text = '{"Version": "2012|-01-01"}';
    const place = at(text);
    expect(text.replace('|', '').slice(place?.from, place?.to)).toBe('2012-01-01');
  });

  it('is not misled by brackets and quotes in texts', () => {
    expect(at('{"Statement": [{"Sid": "a]}\\"{", "Effect": "|"}]}')).toMatchObject({
      path: ['Statement', 0, 'Effect'],
    });
  });

  it('knows conditions', () => {
    expect(at('{"Statement":[{"Condition":{"Bool":{"aws:Mul|"}}}]}')).toMatchObject({
      path: ['Statement', 0, 'Condition', 'Bool'],
      name: true,
    });
  });

  it('answers nothing outside and in what nobody writes', () => {
    expect(at('|')).toBeNull();
    expect(placeAt(`{"a":"${'x'.repeat(300_000)}"}`, 10)).toBeNull();
  });
});

it('finds where a value ends', () => {
  const text = '{"a": [1, "]", {"b": "}"}], "c": 12}';
  expect(text.slice(6, endOfValue(text, 6))).toBe('[1, "]", {"b": "}"}]');
  expect(text.slice(33, endOfValue(text, 33))).toBe('12');
  expect(text.slice(0, endOfValue(text, 0))).toBe(text);
});

it('reads an element of a statement that is not finished', () => {
  const text = '{"Statement": [{"Action": ["s3:GetObject", "s3:PutObject"], "Resource": ["';
  expect(textsIn(text, 15, 'Action')).toEqual(['s3:GetObject', 's3:PutObject']);
  expect(textsIn(text, 15, 'NotAction')).toEqual([]);
});
