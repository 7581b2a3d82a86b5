// Asking for all pages of a list and putting them together, as botocore does, tokens of --max-items included.
// Tests: test/terminal/wire.test.ts.
import { fail } from './errors.ts';
import type { Paginator } from './model.ts';
import type { Dict, Value } from './python.ts';
import { dumps, isDict } from './python.ts';
import type { Query } from './query.ts';
import { path } from './query.ts';

export interface Paging {
  maxItems?: number;
  pageSize?: number | string;
  startingToken?: string;
}

export interface Pages {
  /** The pages as they come; cut where --max-items says so. */
  pages: AsyncIterable<Dict>;
  resultKeys: readonly string[];
  /** Of the first page: what belongs to the list as a whole. */
  rest(): Dict;
  /** To go on from with --starting-token; known once the pages have been read. */
  resumeToken(): string | undefined;
}

const list = <T>(value: T | T[] | undefined): T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

export function paginate(
  paginator: Paginator,
  parameters: Dict,
  paging: Paging,
  call: (parameters: Dict) => Promise<Dict>,
): Pages {
  const inputs = list(paginator.input_token);
  const outputs = list(paginator.output_token).map(path);
  const resultKeys = list(paginator.result_key);
  const results = resultKeys.map(path);
  const more = paginator.more_results === undefined ? undefined : path(paginator.more_results);
  const whole = list(paginator.non_aggregate_keys);
  const primary = results[0] as Query;
  const primaryKey = resultKeys[0] as string;
  let rest: Dict = {};
  let resume: string | undefined;

  async function* pages(): AsyncGenerator<Dict> {
    const { maxItems, pageSize, startingToken } = paging;
    const started = startingToken === undefined ? undefined : readToken(startingToken, inputs);
    let token: Dict = started?.token ?? Object.fromEntries(inputs.map((name) => [name, null]));
    const given: Dict = { ...parameters };
    if (started) inject(given, started.token);
    if (pageSize !== undefined && paginator.limit_key) given[paginator.limit_key] = pageSize;
    let total = 0;
    let skipped = 0;
    let before: string | undefined;
    for (let first = true; ; first = false) {
      const page = await call({ ...given });
      skipped = 0;
      if (first) {
        if (started) {
          skipped = started.skip;
          cutFront(page, skipped);
        }
        rest = {};
        for (const key of whole) assign(rest, key, path(key)(page));
      }
      const found = primary(page);
      const count = Array.isArray(found) ? found.length : typeof found === 'string' ? found.length : 0;
      const over = maxItems === undefined ? 0 : total + count - maxItems;
      if (over > 0) {
        const keep = count - over;
        if (Array.isArray(found)) assign(page, primaryKey, found.slice(0, keep < 0 ? count + keep : keep));
        resume = writeToken({ ...token, boto_truncate_amount: keep + skipped });
        yield page;
        return;
      }
      yield page;
      total += count;
      const next: Dict = {};
      if (more === undefined || more(page))
        inputs.forEach((name, index) => {
          next[name] = (outputs[index] as Query)(page) || null;
        });
      if (Object.values(next).every((value) => value === null)) return;
      if (maxItems !== undefined && total === maxItems) {
        resume = writeToken(next);
        return;
      }
      const text = JSON.stringify(next);
      if (text === before)
        fail('other', `Error during pagination: The same next token was received twice: ${text}`);
      inject(given, next);
      before = text;
      token = next;
    }
  }

  /** What was given out before is left out, in the secondary lists altogether. */
  function cutFront(page: Dict, skip: number): void {
    const all = primary(page);
    assign(
      page,
      primaryKey,
      Array.isArray(all) ? all.slice(skip) : typeof all === 'string' ? all.slice(skip) : null,
    );
    resultKeys.slice(1).forEach((key, index) => {
      const held = (results[index + 1] as Query)(page);
      assign(
        page,
        key,
        Array.isArray(held) ? [] : typeof held === 'string' ? '' : typeof held === 'number' ? held : null,
      );
    });
  }

  return { pages: pages(), resultKeys, rest: () => rest, resumeToken: () => resume };
}

/** All pages as one answer. */
export async function wholeResult({ pages, resultKeys, rest, resumeToken }: Pages): Promise<Dict> {
  const out: Dict = {};
  for await (const page of pages)
    for (const key of resultKeys) {
      const value = path(key)(page);
      if (value === null) continue;
      const held = path(key)(out);
      if (held === null) assign(out, key, value);
      else if (Array.isArray(value) && Array.isArray(held)) for (const item of value) held.push(item);
      else if (typeof value === 'number' || typeof value === 'string')
        assign(out, key, ((held as number) + (value as number)) as Value);
    }
  merge(out, rest());
  const token = resumeToken();
  if (token !== undefined) out.NextToken = token;
  return out;
}

function merge(into: Dict, from: Dict): void {
  for (const [name, value] of Object.entries(from)) {
    const held = into[name];
    if (isDict(value) && isDict(held)) merge(held, value);
    else into[name] = value;
  }
}

/** A dotted name: 'AccessKeys.Items'. */
export function assign(into: Dict, key: string, value: Value): void {
  const dot = key.indexOf('.');
  if (dot < 0) into[key] = value;
  else {
    const name = key.slice(0, dot);
    if (!isDict(into[name])) into[name] = {};
    assign(into[name] as Dict, key.slice(dot + 1), value);
  }
}

function inject(parameters: Dict, token: Dict): void {
  for (const [name, value] of Object.entries(token)) {
    if (value !== null && value !== 'None') parameters[name] = value;
    else delete parameters[name];
  }
}

function writeToken(token: Dict): string {
  return btoa(dumps(token));
}

function readToken(text: string, inputs: readonly string[]): { token: Dict; skip: number } {
  try {
    const found: unknown = JSON.parse(atob(text));
    if (isDict(found)) {
      const { boto_truncate_amount: skip, ...token } = found;
      return { token, skip: typeof skip === 'number' ? skip : 0 };
    }
  } catch {
    // An old token, or a service's own.
  }
  let parts = text.split('___');
  let skip = 0;
  if (parts.length === inputs.length + 1) {
    const last = parts.at(-1) as string;
    if (/^\d+$/.test(last)) {
      skip = Number(last);
      parts = parts.slice(0, -1);
    } else parts = [text];
  }
  if (parts.length > inputs.length) fail('other', `Bad starting token: ${text}`);
  return {
    token: Object.fromEntries(
      inputs.map((name, index) => [name, parts[index] === 'None' ? null : (parts[index] ?? null)]),
    ),
    skip,
  };
}
