// Reading JSON with the words Python has for what is wrong with it («Expecting ',' delimiter: line 1 column 9 (char 8)»),
// as learners see them from the AWS CLI. Pure. Tests: test/terminal/words.test.ts.
import type { Value } from './python.ts';

export class JsonError extends Error {}

/** @throws JsonError with Python's message */
export function readJsonText(text: string): Value {
  let at = 0;
  const fail = (message: string, index: number): never => {
    const before = text.slice(0, index);
    const line = before.split('\n').length;
    const column = index - before.lastIndexOf('\n');
    throw new JsonError(`${message}: line ${line} column ${column} (char ${index})`);
  };
  const space = (): void => {
    while (' \t\n\r'.includes(text[at] ?? 'x')) at++;
  };

  function value(depth: number): Value {
    if (depth > 900) fail('Too deeply nested', at);
    const char = text[at];
    if (char === '"') return string();
    if (char === '{') return object(depth);
    if (char === '[') return list(depth);
    for (const [word, meaning] of words) {
      if (text.startsWith(word, at)) {
        at += word.length;
        return meaning;
      }
    }
    number.lastIndex = at;
    const found = number.exec(text);
    if (!found) return fail('Expecting value', at);
    at += found[0].length;
    return Number(found[0]);
  }

  function string(): string {
    const start = at;
    at++;
    let out = '';
    for (;;) {
      const char = text[at];
      if (char === undefined) return fail('Unterminated string starting at', start);
      if (char === '"') {
        at++;
        return out;
      }
      if (char === '\\') {
        const code = text[at + 1];
        if (code === undefined) return fail('Unterminated string starting at', start);
        if (code === 'u') {
          const digits = text.slice(at + 2, at + 6);
          if (!/^[\da-f]{4}$/i.test(digits)) return fail('Invalid \\uXXXX escape', at + 1);
          out += String.fromCharCode(Number.parseInt(digits, 16));
          at += 6;
          continue;
        }
        const plain = simple[code];
        if (plain === undefined) return fail('Invalid \\escape', at);
        out += plain;
        at += 2;
        continue;
      }
      if (char < ' ') return fail('Invalid control character at', at);
      out += char;
      at++;
    }
  }

  function object(depth: number): Value {
    at++;
    const out: [string, Value][] = [];
    space();
    if (text[at] === '}') {
      at++;
      return {};
    }
    for (;;) {
      if (text[at] !== '"') return fail('Expecting property name enclosed in double quotes', at);
      const name = string();
      space();
      if (text[at] !== ':') return fail("Expecting ':' delimiter", at);
      at++;
      space();
      out.push([name, value(depth + 1)]);
      space();
      if (text[at] === '}') {
        at++;
        return Object.fromEntries(out);
      }
      if (text[at] !== ',') return fail("Expecting ',' delimiter", at);
      at++;
      space();
    }
  }

  function list(depth: number): Value {
    at++;
    const out: Value[] = [];
    space();
    if (text[at] === ']') {
      at++;
      return out;
    }
    for (;;) {
      out.push(value(depth + 1));
      space();
      if (text[at] === ']') {
        at++;
        return out;
      }
      if (text[at] !== ',') return fail("Expecting ',' delimiter", at);
      at++;
      space();
    }
  }

  space();
  const found = value(0);
  space();
  if (at !== text.length) fail('Extra data', at);
  return found;
}

const words: readonly (readonly [string, Value])[] = [
  ['null', null],
  ['true', true],
  ['false', false],
];
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?/iy;
const simple: Record<string, string> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};
