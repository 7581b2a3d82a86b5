// The AWS CLI's shorthand for lists and structures: Key=team,Value=web. The grammar is written down in the AWS CLI's
// user guide («Using shorthand syntax»); messages are the CLI's. Pure. Tests: test/terminal/words.test.ts.
import type { Model, Shape } from './model.ts';
import { memberOf } from './model.ts';
import type { Dict, Value } from './python.ts';
import { isDict, parseFloating, parseInteger, repr } from './python.ts';

export class ShorthandError extends Error {}

/** A part that stands for the contents of a file (`Key@=file://…`); filled in by the caller. */
export type FileReader = (reference: string) => Value | undefined;

const start = String.raw`!#-&(-+\--<>-Z\\-z|-\uffff`;
const firstFollow = String.raw`\s!#-&(-+\--\\^-|~-\uffff`;
const secondFollow = String.raw`\s!#-&(-+\--<>-\uffff`;
const comma = String.raw`(?:\\,)`;
const patterns = {
  first: new RegExp(`(?:${comma}|[${start}])(?:${comma}|[${firstFollow}])*`, 'uy'),
  second: new RegExp(`(?:${comma}|[${start}])(?:${comma}|[${secondFollow}])*`, 'uy'),
  'singled quoted': /'(?:\\'|[^'])*'/uy,
  'double quoted': /"(?:\\"|[^"])*"/uy,
};

/** @throws ShorthandError */
export function parseShorthand(text: string, readFile: FileReader, version: 1 | 2 = 2): Dict {
  let at = 0;
  let files = false;

  const error = (message: string, index = at): never => {
    // Version 1.45 forgets to fill in the place, and prints how it would have.
    const place = version === 1 ? '{self._error_location()}' : marked(text, index);
    throw new ShorthandError(`${message}\n${place}`);
  };
  const wanted = (expected: string, received: string): never =>
    error(`Expected: '${expected}', received: '${received}' for input:`);
  const space = (): void => {
    while (at < text.length && /[ \t\n\r\v\f]/.test(text[at] as string)) at++;
  };
  const expect = (char: string, around = false): void => {
    if (around) space();
    if (at >= text.length) wanted(char, 'EOF');
    if (text[at] !== char) wanted(char, text[at] as string);
    at++;
    if (around) space();
  };
  const match = (name: keyof typeof patterns): string | undefined => {
    const pattern = patterns[name];
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  const must = (name: keyof typeof patterns): string => match(name) ?? wanted(`<${name}>`, '<none>');
  const resolved = (value: string): Value => (files ? (readFile(value) ?? value) : value);
  const quoted = (name: 'singled quoted' | 'double quoted', mark: string): Value =>
    resolved(must(name).slice(1, -1).replaceAll(`\\${mark}`, mark).replaceAll('\\\\', '\\'));
  const word = (name: 'first' | 'second', text: string | undefined): Value =>
    text === undefined
      ? name === 'first'
        ? ''
        : must(name)
      : resolved(text.replaceAll('\\,', ',').trimEnd());

  function firstValue(): Value {
    if (text[at] === "'") return quoted('singled quoted', "'");
    if (text[at] === '"') return quoted('double quoted', '"');
    return word('first', match('first'));
  }
  function secondValue(): Value {
    if (text[at] === "'") return quoted('singled quoted', "'");
    if (text[at] === '"') return quoted('double quoted', '"');
    return word('second', must('second'));
  }
  function key(): string {
    const from = at;
    while (at < text.length && /[\w\-.#/:]/.test(text[at] as string) && (text[at] as string) < '\x7f') at++;
    return text.slice(from, at);
  }
  function equals(): void {
    files = false;
    const before = at;
    space();
    if (text[at] === '@') {
      at++;
      space();
      files = true;
    } else at = before;
    expect('=', true);
  }
  function commaList(): Value {
    const first = firstValue();
    space();
    if (at >= text.length || text[at] !== ',') return first;
    expect(',', true);
    const list: Value[] = [first];
    for (;;) {
      const before = at;
      try {
        const value = secondValue();
        space();
        if (at >= text.length) {
          list.push(value);
          break;
        }
        expect(',', true);
        list.push(value);
      } catch (problem) {
        if (!(problem instanceof ShorthandError) || at >= text.length) throw problem;
        // It was the next key: back to the comma before it.
        void before;
        while (at >= 0 && text[at] !== ',') at--;
        break;
      }
    }
    return list.length === 1 ? first : list;
  }
  function explicit(): Value {
    if (text[at] === '[') return list();
    if (text[at] === '{') return hash();
    return firstValue();
  }
  function list(): Value {
    expect('[', true);
    const out: Value[] = [];
    while (text[at] !== ']') {
      const before = at;
      out.push(explicit());
      space();
      if (text[at] !== ']') {
        expect(',');
        space();
      }
      if (at === before) wanted(']', 'EOF');
    }
    expect(']');
    return out;
  }
  function hash(): Value {
    expect('{', true);
    const out: [string, Value][] = [];
    while (text[at] !== '}') {
      const name = key();
      equals();
      const value = explicit();
      space();
      if (text[at] !== '}') {
        expect(',');
        space();
      }
      out.push([name, value]);
    }
    expect('}');
    return Object.fromEntries(out);
  }
  function pair(): [string, Value] {
    const name = key();
    equals();
    if (at >= text.length) return [name, ''];
    if (text[at] === '[') return [name, list()];
    if (text[at] === '{') return [name, hash()];
    return [name, commaList()];
  }

  const pairs = new Map<string, Value>([pair()]);
  let last = at;
  while (at < text.length) {
    expect(',', true);
    const [name, value] = pair();
    if (pairs.has(name))
      throw new ShorthandError(
        `Second instance of key "${name}" encountered for input:\n${marked(text, last + 1)}\nThis is often because there is a preceding "," instead of a space.`,
      );
    pairs.set(name, value);
    last = at;
  }
  return Object.fromEntries(pairs);
}

/** The text with a mark under the place. */
function marked(text: string, index: number): string {
  const from = text.slice(0, index).lastIndexOf('\n') + 1;
  const next = text.indexOf('\n', index);
  const [before, after] = next < 0 ? [text, ''] : [text.slice(0, next), text.slice(next)];
  return `${before}\n${' '.repeat(index - from)}^${after}`;
}

/** Makes of parsed words what the shape wants: numbers, booleans, a list where one word stands. */
export function fitShape(model: Model, shape: Shape, value: Value): Value {
  if (shape.kind === 'structure') {
    if (!isDict(value)) return value;
    const out: Dict = { ...value };
    for (const name of Object.keys(shape.members)) {
      if (!Object.hasOwn(out, name)) continue;
      out[name] = fitShape(model, memberOf(model, shape, name) as Shape, out[name] as Value);
    }
    return out;
  }
  if (shape.kind === 'list') {
    if (!Array.isArray(value)) return [value];
    const item = model.shape(shape.list as string);
    return value.map((element) => fitShape(model, item, element));
  }
  if (shape.kind === 'map') {
    if (!isDict(value)) return value;
    const held = model.shape(shape.value as string);
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, fitShape(model, held, one)]));
  }
  if (typeof value !== 'string') return value;
  if (shape.kind === 'i' || shape.kind === 'l') {
    const number = parseInteger(value);
    if (number === undefined) throw new Error(`invalid literal for int() with base 10: ${repr(value)}`);
    return number;
  }
  if (shape.kind === 'f' || shape.kind === 'd') {
    const number = parseFloating(value);
    if (number === undefined) throw new Error(`could not convert string to float: ${repr(value)}`);
    return number;
  }
  if (shape.kind === 'b') return /^true$/i.test(value) ? true : /^false$/i.test(value) ? false : value;
  return value;
}
