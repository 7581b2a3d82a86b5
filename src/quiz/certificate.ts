// The certificate's code: date and result in the open, and a check over them and the name. There is no secret in it,
// so it proves that nothing was mistyped or changed by a slip, and no more; the page says so. Pure.
// Tests: test/quiz/certificate.
import { contentHash } from './shuffle.ts';

export interface Passed {
  name: string;
  /** ms since epoch; the code holds the day. */
  at: number;
  right: number;
  total: number;
}

const VERSION = 1;
const DAY = 86_400_000;
const EPOCH = Date.UTC(2026, 0, 1);
/** Crockford's base 32: no letter that is taken for a digit. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Version, day, right, total, check: 72 bits. */
const LENGTH = 15;

/** `7ZK4Q-…`: fifteen characters in three groups. */
export function certificateCode({ name, at, right, total }: Passed): string {
  const day = Math.floor((at - EPOCH) / DAY);
  if (day < 0 || day > 0xffff || right > 0xff || total > 0xff)
    throw new RangeError('Not a result that fits a code');
  const open = (((BigInt(VERSION) << 16n) | BigInt(day)) << 16n) | (BigInt(right) << 8n) | BigInt(total);
  let rest = (open << 32n) | BigInt(`0x${checkOf(name, open)}`);
  let text = '';
  for (let place = 0; place < LENGTH; place++) {
    text = DIGITS[Number(rest & 31n)] + text;
    rest >>= 5n;
  }
  return text.replace(/(.{5})(?=.)/g, '$1-');
}

export type CodeReading =
  | { ok: true; at: number; right: number; total: number }
  | { ok: false; reason: 'unreadable' | 'other' };

/** Reads a code against the name it is said to be for. Letter case, blanks and hyphens do not count. */
export function readCode(code: string, name: string): CodeReading {
  const plain = code.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  if (plain.length !== LENGTH || [...plain].some((digit) => !DIGITS.includes(digit)))
    return { ok: false, reason: 'unreadable' };
  const value = [...plain].reduce((sum, digit) => (sum << 5n) | BigInt(DIGITS.indexOf(digit)), 0n);
  const open = value >> 32n;
  if (open >> 32n !== BigInt(VERSION)) return { ok: false, reason: 'unreadable' };
  if (BigInt(`0x${checkOf(name, open)}`) !== (value & 0xffffffffn)) return { ok: false, reason: 'other' };
  return {
    ok: true,
    at: EPOCH + Number((open >> 16n) & 0xffffn) * DAY,
    right: Number((open >> 8n) & 0xffn),
    total: Number(open & 0xffn),
  };
}

const checkOf = (name: string, open: bigint): string =>
  contentHash([plainName(name), String(open)]).slice(0, 8);

/** A name as it counts: spelling of blanks, letter case and composed letters do not. */
const plainName = (name: string): string => name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
