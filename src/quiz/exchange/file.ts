// Our own file of a quiz, and the one door through which files come in: by name and content, bounded in size, never
// trusted. Tests: test/quiz/exchange/file.
import type { Item, Quiz } from '../model.ts';
import { contentHash } from '../shuffle.ts';
import { type ImportedQuiz, MAX_FILE, MAX_ITEMS, type Refusal, slug } from './report.ts';

const FORMAT = 'rootless-quiz';
const VERSION = 1;
/** What an .xlsx may unpack to: a small file can hold gigabytes of nothing. */
const MAX_UNPACKED = 50_000_000;

export const writeQuizFile = (quiz: Quiz): string =>
  JSON.stringify({ format: FORMAT, v: VERSION, quiz }, null, 1);

const refused = (title: string, why: Refusal): ImportedQuiz => ({
  refused: why,
  title,
  items: [],
  skipped: [],
  notes: [],
});

/** Reads any file that we know; what it is, its content says, and where that is in doubt its name. */
export async function readQuizFile(file: {
  name: string;
  size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}): Promise<ImportedQuiz> {
  const title = file.name.replace(/\.[^.]*$/, '').slice(0, 100) || 'Quiz';
  if (file.size > MAX_FILE) return refused(title, 'tooLarge');
  if (file.size === 0) return refused(title, 'empty');
  const bytes = new Uint8Array(await file.arrayBuffer());
  const result = await read(bytes, file.name, title);
  if (!result.refused && result.items.length === 0 && result.skipped.length === 0)
    return refused(title, 'empty');
  return result;
}

async function read(bytes: Uint8Array, name: string, title: string): Promise<ImportedQuiz> {
  // A zip: only a spreadsheet is one.
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readXlsx(bytes, title);
  let text: string;
  try {
    text = decode(bytes);
  } catch {
    return refused(title, 'damaged');
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a text has none
  if (/\u0000/.test(text)) return refused(title, 'damaged');
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (start.startsWith('<')) return (await import('./moodle.ts')).readMoodle(start, title);
  if (start.startsWith('{"') || start.startsWith('{\n') || /\.json$/i.test(name)) return readOwn(text, title);
  if (/\.(csv|tsv)$/i.test(name)) return (await import('./table.ts')).readCsv(text, title);
  return (await import('./gift.ts')).readGift(text, title);
}

/** UTF-8, or UTF-16 where a mark says so; what is neither was written by an old program of the Western world. */
function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

async function readXlsx(bytes: Uint8Array, title: string): Promise<ImportedQuiz> {
  const { unzipSync } = await import('fflate');
  let unpacked = 0;
  try {
    // Looks at the directory only: nothing is unpacked.
    unzipSync(bytes, {
      filter: ({ originalSize }) => {
        unpacked += originalSize;
        return false;
      },
    });
  } catch {
    return refused(title, 'damaged');
  }
  if (unpacked > MAX_UNPACKED) return refused(title, 'tooLarge');
  try {
    const { readSheet } = await import('read-excel-file/universal');
    const rows = await readSheet(new Blob([bytes as BlobPart]) as never);
    const { readRows } = await import('./table.ts');
    return readRows(
      (rows as unknown[][]).map((row) =>
        row.map((cell) => (cell === null || cell === undefined ? '' : String(cell))),
      ),
      title,
    );
  } catch {
    return refused(title, 'damaged');
  }
}

function readOwn(text: string, title: string): ImportedQuiz {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return refused(title, 'damaged');
  }
  const { format, v, quiz } = (file ?? {}) as { format?: unknown; v?: unknown; quiz?: unknown };
  if (format !== FORMAT) return refused(title, 'unknown');
  if (typeof v === 'number' && v > VERSION) return refused(title, 'newer');
  const { title: named, items } = (quiz ?? {}) as { title?: unknown; items?: unknown };
  if (!Array.isArray(items)) return refused(title, 'damaged');
  const result: ImportedQuiz = {
    title: typeof named === 'string' && named.trim() !== '' ? named.slice(0, 100) : title,
    items: [],
    skipped: [],
    notes: [],
  };
  const ids = new Set<string>();
  for (const [index, value] of items.entries()) {
    const where = (value as { id?: unknown } | null)?.id;
    const at = { where: typeof where === 'string' ? where.slice(0, 60) : String(index + 1) };
    if (index >= MAX_ITEMS) result.skipped.push({ ...at, code: 'tooMany' });
    else if (!isItem(value)) result.skipped.push({ ...at, code: 'syntax' });
    else {
      const { id: given, hash: _, place: __, ...content } = value;
      let id = slug(given) || `q-${index + 1}`;
      while (ids.has(id)) id += '-2';
      ids.add(id);
      result.items.push({ ...content, id, hash: contentHash(content) } as Item);
    }
  }
  return result;
}

type Check = (value: unknown) => boolean;
const text: Check = (value) => typeof value === 'string' && value.length <= 10_000;
const full: Check = (value) => text(value) && (value as string).trim() !== '';
const truth: Check = (value) => typeof value === 'boolean';
const finite: Check = (value) => Number.isFinite(value);
const anything: Check = (value) => typeof value === 'object' && value !== null;
const oneOf =
  (...values: unknown[]): Check =>
  (value) =>
    values.includes(value);
const list =
  (check: Check, least = 0): Check =>
  (value) =>
    Array.isArray(value) && value.length >= least && value.length <= 100 && value.every(check);
const shape =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(fields).every(([name, check]) => check((value as Record<string, unknown>)[name]));

const option = { text: full, right: truth, why: text };
const verdict = oneOf('allow', 'explicitDeny', 'implicitDeny');
const kinds: Readonly<Record<Item['kind'], Check>> = {
  choice: shape({ options: list(shape(option), 2) }),
  several: shape({ options: list(shape(option), 2) }),
  'true-false': shape({ holds: truth, reasons: list(shape(option), 2) }),
  order: shape({ steps: list(shape({ text: full, why: text }), 2), why: text }),
  sort: shape({
    bins: list(shape({ id: full, text: full }), 2),
    things: list(shape({ text: full, bin: full, why: text }), 1),
  }),
  match: shape({ pairs: list(shape({ text: full, match: full, why: text }), 2), others: list(full) }),
  text: shape({
    accept: list(full, 1),
    exact: truth,
    near: list(shape({ text: full, why: text })),
    why: text,
  }),
  number: shape({
    value: finite,
    tolerance: finite,
    units: list(shape({ text: full, factor: finite })),
    near: list(shape({ value: finite, why: text })),
    why: text,
  }),
  decision: shape({
    case: anything,
    verdict,
    reasons: list(shape({ ...option, verdict }), 2),
    told: list(text),
  }),
  point: shape({
    case: anything,
    statements: list(shape({ id: full, decides: truth, why: text }), 1),
    told: list(text),
  }),
  fix: shape({
    case: anything,
    policy: shape({
      name: full,
      layer: oneOf('identity', 'boundary', 'resource', 'scp'),
      start: text,
      solution: text,
    }),
    requests: list(shape({ text: full, request: anything, allowed: truth }), 1),
    why: text,
  }),
};

function isItem(value: unknown): value is Item {
  if (!shape({ id: full, question: full, kind: full })(value)) return false;
  const { kind } = value as Item;
  return Object.hasOwn(kinds, kind) && kinds[kind](value) && readable(value as Item);
}

/** What the policy engine is to read must be readable: a page must not break on it. */
function readable(item: Item): boolean {
  if (item.kind !== 'decision' && item.kind !== 'point' && item.kind !== 'fix') return true;
  const documents: unknown[] = [];
  const visit = (value: unknown, depth: number): boolean => {
    if (depth > 12) return false;
    if (typeof value !== 'object' || value === null) return true;
    if ('document' in value) documents.push((value as { document: unknown }).document);
    return Object.values(value).every((one) => visit(one, depth + 1));
  };
  if (!visit(item.case, 0)) return false;
  return documents.every((one) => typeof one === 'object' && one !== null && !Array.isArray(one));
}
