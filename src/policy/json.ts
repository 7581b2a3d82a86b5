// JSON text to value, with what JSON.parse does not say: where it breaks off, and keys that stand twice.
// JSON.parse does the work; this file's own reader runs only to find a place. It is not recursive, so depth is
// no danger. Tests: test/policy/json.test.ts

import type { Params } from './types.ts';

export interface JsonFault {
  code: string;
  params: Params;
  offset: number;
  pointer: string;
}

export type JsonResult = { ok: true; value: unknown } | { ok: false; fault: JsonFault };

export function readJson(text: string): JsonResult {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, fault: walk(text, () => false) ?? fault('jsonUnreadable', 0, []) };
  }
  // As many colons outside strings as keys in the value: no key was swallowed by a later one of the same name.
  if (countColons(text) !== countKeys(value)) {
    const twice = walk(text, () => false);
    if (twice) return { ok: false, fault: twice };
  }
  return { ok: true, value };
}

/** Offset of the value that a JSON pointer names, in a text that is JSON; the nearest value around it if there is none. */
export function offsetOf(text: string, pointer: string): number {
  let nearest = 0;
  let depth = -1;
  walk(text, (frames, offset) => {
    const here = pointerOf(frames);
    const found = here === pointer;
    if ((found || pointer.startsWith(`${here}/`)) && frames.length > depth) {
      nearest = offset;
      depth = frames.length;
    }
    return found;
  });
  return nearest;
}

/** The same for several pointers in one walk; a pointer to nothing is left out. */
export function offsetsOf(text: string, pointers: ReadonlySet<string>): Map<string, number> {
  const offsets = new Map<string, number>();
  walk(text, (frames, offset) => {
    const here = pointerOf(frames);
    if (pointers.has(here)) offsets.set(here, offset);
    return offsets.size === pointers.size;
  });
  return offsets;
}

/** Line and column of an offset, both from 1. */
export function placeOf(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    line += 1;
    start = at + 1;
  }
  return { line, column: offset - start + 1 };
}

/** A step of a JSON pointer (RFC 6901). */
export function step(name: string | number): string {
  return `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function countColons(text: string): number {
  let colons = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 58) colons += 1;
    else if (code === 34) i = endOfString(text, i);
  }
  return colons;
}

/** The closing quote of the string that opens at `open`; the text is known to be JSON. */
function endOfString(text: string, open: number): number {
  let close = text.indexOf('"', open + 1);
  while (close > 0) {
    let slashes = 0;
    while (text.charCodeAt(close - 1 - slashes) === 92) slashes += 1;
    if (slashes % 2 === 0) return close;
    close = text.indexOf('"', close + 1);
  }
  return text.length;
}

function countKeys(value: unknown): number {
  const waiting: unknown[] = [value];
  let keys = 0;
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null) continue;
    const inside: unknown[] = Array.isArray(next) ? next : Object.values(next);
    if (!Array.isArray(next)) keys += inside.length;
    for (const item of inside) if (typeof item === 'object') waiting.push(item);
  }
  return keys;
}

interface Frame {
  readonly array: boolean;
  index: number;
  key: string;
  readonly keys: Set<string> | null;
}

function pointerOf(frames: readonly Frame[]): string {
  return frames.map((frame) => step(frame.array ? frame.index : frame.key)).join('');
}

function fault(code: string, offset: number, frames: readonly Frame[], params: Params = {}): JsonFault {
  // The way into ten thousand brackets helps nobody.
  return { code, params, offset, pointer: pointerOf(frames.slice(0, 32)) };
}

/**
 * Reads the text value by value and calls `visit` at the start of each; `true` ends the walk.
 * Answers the first fault, or null. Grammar: RFC 8259.
 */
function walk(text: string, visit: (frames: readonly Frame[], offset: number) => boolean): JsonFault | null {
  const frames: Frame[] = [];
  let at = 0;
  const space = () => {
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) break;
    }
  };
  const expected = (what: string): JsonFault =>
    at >= text.length
      ? fault('jsonEndsEarly', text.length, frames, { expected: what })
      : fault('jsonUnexpected', at, frames, { expected: what, found: text.slice(at, at + 1) });

  /** Reads `"name":` of an object's next member. */
  const readKey = (frame: Frame): JsonFault | null => {
    const start = at;
    // Until the name is read the place is the object's own.
    frames.pop();
    if (text.charCodeAt(at) !== 34) return expected('"');
    const broken = readString();
    if (broken) return broken;
    frames.push(frame);
    frame.key = JSON.parse(text.slice(start, at)) as string;
    if (frame.keys?.has(frame.key)) return fault('jsonDuplicateKey', start, frames, { key: frame.key });
    frame.keys?.add(frame.key);
    space();
    if (text.charCodeAt(at) !== 58) return expected(':');
    at += 1;
    return null;
  };

  const readString = (): JsonFault | null => {
    for (at += 1; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 34) {
        at += 1;
        return null;
      }
      if (code < 32) return fault('jsonControlCharacter', at, frames);
      if (code !== 92) continue;
      at += 1;
      const letter = text[at] ?? '';
      if (letter === 'u') {
        if (!/^[0-9a-fA-F]{4}$/.test(text.slice(at + 1, at + 5)))
          return fault('jsonBadEscape', at - 1, frames);
        at += 4;
      } else if (letter === '' || !'"\\/bfnrt'.includes(letter))
        return fault('jsonBadEscape', at - 1, frames);
    }
    return expected('"');
  };

  const plain = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

  for (;;) {
    space();
    if (visit(frames, at)) return null;
    const code = text.charCodeAt(at);
    if (code === 123 || code === 91) {
      const array = code === 91;
      at += 1;
      space();
      if (text.charCodeAt(at) === (array ? 93 : 125)) at += 1;
      else {
        const frame: Frame = { array, index: 0, key: '', keys: array ? null : new Set() };
        frames.push(frame);
        const broken = array ? null : readKey(frame);
        if (broken) return broken;
        continue;
      }
    } else if (code === 34) {
      const broken = readString();
      if (broken) return broken;
    } else {
      plain.lastIndex = at;
      const found = plain.exec(text);
      if (!found) return expected('value');
      at += found[0].length;
    }
    for (;;) {
      space();
      const frame = frames[frames.length - 1];
      if (!frame) return at < text.length ? expected('end') : null;
      const next = text.charCodeAt(at);
      if (next === 44) {
        at += 1;
        if (frame.array) frame.index += 1;
        else {
          space();
          const broken = readKey(frame);
          if (broken) return broken;
        }
        break;
      }
      if (next !== (frame.array ? 93 : 125)) return expected(frame.array ? ', or ]' : ', or }');
      at += 1;
      frames.pop();
    }
  }
}
