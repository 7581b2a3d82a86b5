// From the words of a command line to the parameters of a request: files, JSON, shorthand, plain words.
// Pure. Tests: test/terminal/words.test.ts.
import { CliError, fail, parameterError } from './errors.ts';
import { JsonError, readJsonText } from './json-read.ts';
import type { Model, Shape } from './model.ts';
import { memberOf } from './model.ts';
import type { Value } from './python.ts';
import { parseFloating, parseInteger, repr } from './python.ts';
import { fitShape, parseShorthand, ShorthandError } from './shorthand.ts';

export interface Unpacking {
  model: Model;
  /** Bytes are base64 on the command line (version 2), or as they are (version 1). */
  version: 1 | 2;
  /** The contents of file://… and fileb://…; undefined for other words. */
  readFile: (reference: string) => Value | undefined;
}

/** @throws CliError what is wrong, with the parameter's name */
export function unpack(context: Unpacking, flag: string, shape: Shape, given: string | string[]): Value {
  let value: Value = given;
  const single = Array.isArray(given) && given.length === 1 ? (given[0] as string) : given;
  if (typeof single === 'string') {
    const contents = readFile(context, flag, single);
    if (contents !== undefined) value = contents;
    if (contents instanceof Uint8Array) return contents;
  }
  if (isComplex(context.model, shape)) {
    const first = Array.isArray(value) ? value[0] : value;
    if (!(typeof first === 'string' && /^\s*[[{]/.test(first)))
      return shorthand(context, flag, shape, value as string | string[]);
  }
  return plain(context, flag, shape, value);
}

function readFile(context: Unpacking, flag: string, reference: string): Value | undefined {
  try {
    return context.readFile(reference);
  } catch (error) {
    if (error instanceof CliError) throw error;
    return parameterError(flag, (error as Error).message);
  }
}

/** Structures, maps, and lists of them can be written in shorthand. */
function isComplex(model: Model, shape: Shape): boolean {
  if (shape.kind === 'list') {
    const item = model.shape(shape.list as string);
    return item.kind === 'structure' || item.kind === 'list' || item.kind === 'map';
  }
  return shape.kind === 'structure' || shape.kind === 'map';
}

function shorthand(context: Unpacking, flag: string, shape: Shape, value: string | string[]): Value {
  const only = Object.keys(shape.members);
  if (shape.kind === 'structure' && only.length === 1 && only[0] === 'Value' && typeof value === 'string') {
    const member = memberOf(context.model, shape, 'Value');
    if (member?.kind === 's' && !value.includes('=')) return { Value: value };
  }
  try {
    const parse = (text: string): Value => parseShorthand(text, context.readFile, context.version);
    const parsed: Value = Array.isArray(value) ? value.map(parse) : parse(value);
    return fitShape(context.model, shape, parsed);
  } catch (error) {
    if (error instanceof ShorthandError) return parameterError(flag, error.message);
    throw error;
  }
}

function json(flag: string, text: string): Value {
  try {
    return readJsonText(text);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    return parameterError(flag, `Invalid JSON: ${error.message}\nJSON received: ${text}`);
  }
}

function plain(context: Unpacking, flag: string, shape: Shape, value: Value): Value {
  switch (shape.kind) {
    case 'structure':
    case 'map': {
      const text = String(value);
      return text.trimStart().startsWith('{')
        ? json(flag, text)
        : parameterError(flag, `Invalid JSON:\n${text}`);
    }
    case 'list': {
      if (typeof value === 'string') {
        if (value.trimStart().startsWith('[')) return json(flag, value);
        // A file's text where words were expected: the AWS CLI takes it letter by letter.
        const item = context.model.shape(shape.list as string);
        return Array.from(value, (letter) => plain(context, flag, item, letter));
      }
      const words = value as string[];
      if (words.length === 1 && words[0]?.trim().startsWith('[')) return json(flag, words[0]);
      const item = context.model.shape(shape.list as string);
      return words.map((word) => plain(context, flag, item, word));
    }
    default:
      return scalar(context, flag, shape, value);
  }
}

function scalar(context: Unpacking, flag: string, shape: Shape, value: Value): Value {
  if (typeof value !== 'string') return value;
  switch (shape.kind) {
    case 'i':
    case 'l':
      return parseInteger(value) ?? fail('other', `invalid literal for int() with base 10: ${repr(value)}`);
    case 'f':
    case 'd':
      return parseFloating(value) ?? fail('other', `could not convert string to float: ${repr(value)}`);
    case 'b':
      return value.toLowerCase() !== 'false';
    case 'x':
      if (shape.traits.streaming) return bodyOf(context, flag, value);
      return context.version === 2 ? fromBase64(flag, value) : value;
    default:
      return value;
  }
}

/** What is sent as a body stands in a file. */
function bodyOf(context: Unpacking, flag: string, path: string): Value {
  try {
    return context.readFile(`fileb://${path}`) ?? new Uint8Array();
  } catch {
    return parameterError(flag, 'Blob values must be a path to a file.');
  }
}

function fromBase64(flag: string, text: string): Value {
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  } catch {
    return parameterError(flag, `Invalid base64: "${text}"`);
  }
}
