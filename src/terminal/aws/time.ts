// Times in parameters and answers. Pure. Tests: test/terminal/words.test.ts.
import type { Value } from './python.ts';

/** Milliseconds since 1970 of what a parameter says: seconds since 1970, or a date; without a zone it is UTC. */
export function timeOf(value: Value): number | undefined {
  if (typeof value === 'number') return value * 1000;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (/^\d+(\.\d+)?$/.test(text) && text.length > 8) return Number(text) * 1000;
  const compact = /^(\d{4})(\d\d)(\d\d)$/.exec(text);
  const plain = compact ? compact.slice(1).join('-') : text.replace(/^(\d{4}-\d\d-\d\d) (?=\d)/, '$1T');
  const zoned = /^\d{4}-\d\d-\d\dT\d\d(:\d\d)*(\.\d+)?$/.test(plain) ? `${plain}Z` : plain;
  const found = Date.parse(zoned);
  if (!Number.isNaN(found)) return found;
  const inUtc = Date.parse(`${plain} UTC`);
  return Number.isNaN(inUtc) ? undefined : inUtc;
}

/** 2026-11-23T15:00:00+00:00, as version 2 of the AWS CLI prints every time; fractions only where there are any. */
export function isoTime(milliseconds: number): string {
  const text = new Date(milliseconds).toISOString();
  const fraction = text.slice(20, 23);
  return `${text.slice(0, 19)}${fraction === '000' ? '' : `.${fraction}000`}+00:00`;
}
