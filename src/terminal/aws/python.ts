// How Python writes and reads the values of a command: the AWS CLI is a Python program, and its messages show them.
// Pure. Tests: test/terminal/words.test.ts.

/** What a command's parameters and answers are made of. Bytes are what a file or an answer holds. */
export type Value = null | boolean | number | string | Uint8Array | Value[] | { [name: string]: Value };
export type Dict = { [name: string]: Value };

export function isDict(value: unknown): value is Dict {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)
  );
}

/** As `str(value)`. */
export function str(value: Value | undefined): string {
  return typeof value === 'string' ? value : repr(value);
}

/** As `repr(value)`. */
export function repr(value: Value | undefined): string {
  if (value === null || value === undefined) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return reprText(value);
  if (value instanceof Uint8Array) return `b${reprBytes(value)}`;
  if (Array.isArray(value)) return `[${value.map(repr).join(', ')}]`;
  return `{${Object.entries(value)
    .map(([name, held]) => `${reprText(name)}: ${repr(held)}`)
    .join(', ')}}`;
}

const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function reprText(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const inner = text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is escaped
    /[\\\u0000-\u001f\u007f-\u00a0\u00ad'"]/g,
    (char) => {
      if (char === '"' || char === "'") return char === quote ? `\\${char}` : char;
      return escapes[char] ?? `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`;
    },
  );
  return quote + inner + quote;
}

function reprBytes(bytes: Uint8Array): string {
  let inner = '';
  for (const byte of bytes) {
    const char = String.fromCharCode(byte);
    if (char === "'") inner += "\\'";
    else if (byte >= 0x20 && byte < 0x7f && char !== '\\') inner += char;
    else inner += escapes[char] ?? `\\x${byte.toString(16).padStart(2, '0')}`;
  }
  return `'${inner}'`;
}

/** As `str(type(value))`. */
export function typeName(value: Value | undefined): string {
  return `<class '${bareType(value)}'>`;
}

function bareType(value: Value | undefined): string {
  if (value === null || value === undefined) return 'NoneType';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  if (typeof value === 'string') return 'str';
  if (value instanceof Uint8Array) return 'bytes';
  return Array.isArray(value) ? 'list' : 'dict';
}

/** As `int(text)`; undefined where Python raises. */
export function parseInteger(text: string): number | undefined {
  const clean = text.trim();
  return /^[+-]?\d+(_\d+)*$/.test(clean) ? Number(clean.replaceAll('_', '')) : undefined;
}

/** As `float(text)`; undefined where Python raises. */
export function parseFloating(text: string): number | undefined {
  const clean = text.trim();
  return /^[+-]?(\d+(_\d+)*\.?(\d+)?|\.\d+)(e[+-]?\d+)?$/i.test(clean)
    ? Number(clean.replaceAll('_', ''))
    : undefined;
}

/** Sorted as Python sorts strings: by code point, where JavaScript sorts by UTF-16 unit. */
export function compareText(a: string, b: string): number {
  const [x, y] = [Array.from(a), Array.from(b)];
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const difference = (x[i]?.codePointAt(0) ?? 0) - (y[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return x.length - y.length;
}

/** Characters as Python counts them. */
export function length(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** As `json.dumps(value)`, on one line, other characters than ASCII escaped. */
export function dumps(value: Value): string {
  if (Array.isArray(value)) return `[${value.map(dumps).join(', ')}]`;
  if (isDict(value))
    return `{${Object.entries(value)
      .map(([name, held]) => `${ascii(name)}: ${dumps(held)}`)
      .join(', ')}}`;
  return typeof value === 'string' ? ascii(value) : JSON.stringify(value);
}

export function ascii(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
