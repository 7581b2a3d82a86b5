// Lists in pages with NextToken, as most services have them (IAM's Marker is its own, iam/common.ts). The token names
// the last item told, so that items made or taken away between two pages move nothing. Tests: test/cloud/paging.test.ts
import { fromBase64, toBase64 } from '../wire/schema.ts';
import { fail } from './errors.ts';

export interface TokenPage<Item> {
  items: readonly Item[];
  /** Of the page that follows; undefined with the last. */
  next: string | undefined;
}

interface PageRequest {
  token: string | undefined;
  /** Items a page. */
  most: number;
  /** Error code of a token that is none. */
  invalid: string;
}

/**
 * @param items in an order that does not change between pages
 * @param key where an item stands: one for each item
 */
export function tokenPage<Item>(
  items: readonly Item[],
  key: (item: Item) => string,
  { token, most, invalid }: PageRequest,
): TokenPage<Item> {
  let from = 0;
  if (token) {
    const last = readToken(token, invalid);
    from = items.findIndex((item) => key(item) === last) + 1;
    // The item may have gone since: go on after where it stood.
    if (from === 0) from = items.findIndex((item) => key(item) > last);
    if (from === -1) from = items.length;
  }
  const found = items.slice(from, from + most);
  const last = found.at(-1);
  return {
    items: found,
    next: last !== undefined && from + most < items.length ? writeToken(key(last)) : undefined,
  };
}

const mark = 'after ';

export function writeToken(key: string): string {
  return toBase64(new TextEncoder().encode(mark + key));
}

export function readToken(token: string, invalid: string): string {
  let text = '';
  try {
    text = new TextDecoder().decode(fromBase64(token));
  } catch {
    // told below
  }
  return text.startsWith(mark) ? text.slice(mark.length) : fail(invalid, 'The NextToken is not valid.');
}
