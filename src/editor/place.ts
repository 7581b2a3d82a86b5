// Where in a policy's text the cursor stands, while the text is being written: what comes after the cursor may be
// missing or wrong. Pure. Tests: test/editor/place.test.ts

export interface Place {
  /** The way to the value or name at the cursor: ['Statement', 0, 'Action', 2]. */
  path: readonly (string | number)[];
  /** Whether a member's name stands here rather than a value. */
  name: boolean;
  /** The text between the quotes as far as the cursor; without quotes the bare word. */
  typed: string;
  /** Whether the cursor stands between quotes. */
  quoted: boolean;
  /** What a completion replaces: without the quotes. */
  from: number;
  to: number;
  /** Offset of the statement's opening brace, where the cursor is in one. */
  statement?: number;
}

interface Frame {
  array: boolean;
  index: number;
  key: string;
  /** In an object: whether a name is expected next. */
  naming: boolean;
  start: number;
}

/** Longer texts are not read: completion is for what a person writes. */
const MAX_TEXT = 200_000;

export function placeAt(text: string, offset: number): Place | null {
  if (text.length > MAX_TEXT) return null;
  const frames: Frame[] = [];
  let at = 0;
  while (at < offset) {
    const letter = text[at];
    const frame = frames.at(-1);
    if (letter === '"') {
      const close = closingQuote(text, at + 1);
      if (close < 0 || close >= offset) return place(text, frames, at + 1, offset, true);
      if (frame && !frame.array && frame.naming) frame.key = unescaped(text.slice(at + 1, close));
      at = close + 1;
      continue;
    }
    if (letter === '{' || letter === '[') {
      frames.push({ array: letter === '[', index: 0, key: '', naming: letter === '{', start: at });
    } else if (letter === '}' || letter === ']') frames.pop();
    else if (letter === ':' && frame) frame.naming = false;
    else if (letter === ',' && frame) {
      if (frame.array) frame.index += 1;
      else {
        frame.naming = true;
        frame.key = '';
      }
    }
    at += 1;
  }
  let from = offset;
  while (from > 0 && /[\w:*-]/.test(text[from - 1] ?? '')) from -= 1;
  return place(text, frames, from, offset, false);
}

function place(
  text: string,
  frames: readonly Frame[],
  from: number,
  offset: number,
  quoted: boolean,
): Place | null {
  const inner = frames.at(-1);
  if (!inner) return null;
  const path = frames.map((frame) => (frame.array ? frame.index : frame.key));
  const name = !inner.array && inner.naming;
  const close = quoted ? closingQuote(text, from) : -1;
  const to = close < 0 ? offset : close;
  const depth = frames.findIndex((frame, i) => frame.key === 'Statement' && i === 0);
  const statement = depth < 0 ? undefined : frames[frames[1]?.array ? 2 : 1];
  return {
    path: name ? path.slice(0, -1) : path,
    name,
    typed: text.slice(from, offset),
    quoted,
    from,
    to,
    ...(statement && !statement.array ? { statement: statement.start } : {}),
  };
}

/** The quote that ends a text on the same line; -1 where the line ends first. */
function closingQuote(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const letter = text[at];
    if (letter === '\n') return -1;
    if (letter === '\\') at += 1;
    else if (letter === '"') return at;
  }
  return -1;
}

function unescaped(raw: string): string {
  try {
    return String(JSON.parse(`"${raw}"`));
  } catch {
    return raw;
  }
}

/** Offset after the value that begins at `start`, in a text that is JSON. */
export function endOfValue(text: string, start: number): number {
  const first = text[start];
  if (first === '"') {
    const close = closingQuote(text, start + 1);
    return close < 0 ? text.length : close + 1;
  }
  if (first !== '{' && first !== '[') {
    const rest = /[\s,}\]]/.exec(text.slice(start));
    return rest ? start + rest.index : text.length;
  }
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const letter = text[at];
    if (letter === '"') {
      const close = closingQuote(text, at + 1);
      if (close < 0) return text.length;
      at = close;
    } else if (letter === '{' || letter === '[') depth += 1;
    else if (letter === '}' || letter === ']') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
}

/** Texts of an element of the statement that begins at `start`, whether or not all of it can be read yet. */
export function textsIn(text: string, start: number, element: string): string[] {
  const body = text.slice(start, endOfValue(text, start));
  const found = new RegExp(`"${element}"\\s*:\\s*(?:"([^"\\n]*)"|\\[([^\\]]*))`).exec(body);
  if (!found) return [];
  if (found[1] !== undefined) return [found[1]];
  return [...(found[2] ?? '').matchAll(/"([^"\n]*)"/g)].map((match) => match[1] ?? '');
}
