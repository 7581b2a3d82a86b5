import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneTimeCode, readBase32 } from '../../src/console/iam/totp.ts';

describe('the practice authenticator', () => {
  // RFC 6238, appendix B, SHA-1; the last six of the eight digits given there.
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('makes at second %i the code %s of RFC 6238', (seconds, code) => {
    expect(oneTimeCode(new TextEncoder().encode('12345678901234567890'), seconds * 1000)).toBe(code);
  });

  it('agrees with another HMAC for secrets of any length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.nat(), (seed, seconds) => {
        const counter = Buffer.alloc(8);
        counter.writeBigUInt64BE(BigInt(Math.floor(seconds / 30)));
        const digest = createHmac('sha1', seed).update(counter).digest();
        const number = digest.readUInt32BE((digest[19] as number) & 15) & 0x7fffffff;
        expect(oneTimeCode(seed, seconds * 1000)).toBe(String(number % 1_000_000).padStart(6, '0'));
      }),
    );
  });

  it('reads base 32 as people type it', () => {
    expect(new TextDecoder().decode(readBase32('MZXW6YTBOI======'))).toBe('foobar');
    expect(readBase32('mzxw 6ytb oi')).toEqual(readBase32('MZXW6YTBOI'));
  });
});
