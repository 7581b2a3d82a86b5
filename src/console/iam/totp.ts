// One-time codes as an authenticator app makes them (RFC 6238 over RFC 4226: HMAC-SHA1, 30 seconds, 6 digits), for the
// practice authenticator beside the MFA wizard. SHA-1 of its own: crypto.subtle does not exist on plain http.
// Tests: test/console/totp.test.ts.

/** Source: FIPS 180-4, 6.1. */
function sha1(message: Uint8Array): Uint8Array {
  const length = message.length;
  const padded = new Uint8Array((((length + 8) >> 6) + 1) << 6);
  padded.set(message);
  padded[length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 4, length << 3);
  view.setUint32(padded.length - 8, Math.floor(length / 0x20000000));
  const rotate = (value: number, by: number): number => (value << by) | (value >>> (32 - by));
  const hash = new Uint32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]);
  const words = new Uint32Array(80);
  for (let block = 0; block < padded.length; block += 64) {
    for (let i = 0; i < 16; i += 1) words[i] = view.getUint32(block + i * 4);
    for (let i = 16; i < 80; i += 1)
      words[i] = rotate(
        (words[i - 3] as number) ^
          (words[i - 8] as number) ^
          (words[i - 14] as number) ^
          (words[i - 16] as number),
        1,
      );
    let [a, b, c, d, e] = hash as unknown as [number, number, number, number, number];
    for (let i = 0; i < 80; i += 1) {
      const [f, k] =
        i < 20
          ? [(b & c) | (~b & d), 0x5a827999]
          : i < 40
            ? [b ^ c ^ d, 0x6ed9eba1]
            : i < 60
              ? [(b & c) | (b & d) | (c & d), 0x8f1bbcdc]
              : [b ^ c ^ d, 0xca62c1d6];
      const next = (rotate(a, 5) + f + e + k + (words[i] as number)) | 0;
      e = d;
      d = c;
      c = rotate(b, 30);
      b = a;
      a = next;
    }
    for (const [i, value] of [a, b, c, d, e].entries()) hash[i] = (hash[i] as number) + value;
  }
  const digest = new Uint8Array(20);
  const out = new DataView(digest.buffer);
  for (let i = 0; i < 5; i += 1) out.setUint32(i * 4, hash[i] as number);
  return digest;
}

/** Source: RFC 2104. */
function hmacSha1(key: Uint8Array, message: Uint8Array): Uint8Array {
  const block = new Uint8Array(64);
  block.set(key.length > 64 ? sha1(key) : key);
  const inner = sha1(Uint8Array.from([...block.map((byte) => byte ^ 0x36), ...message]));
  return sha1(Uint8Array.from([...block.map((byte) => byte ^ 0x5c), ...inner]));
}

/** Base 32 as authenticator apps take it (RFC 4648): spaces, case and padding do not matter. */
export function readBase32(text: string): Uint8Array {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bytes: number[] = [];
  let bits = 0;
  let value = 0;
  for (const character of text.toUpperCase().replace(/[\s=]/g, '')) {
    const digit = alphabet.indexOf(character);
    if (digit < 0) continue;
    value = (value << 5) | digit;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((value >> bits) & 0xff);
    }
  }
  return Uint8Array.from(bytes);
}

export const STEP = 30_000;

/** The code that holds at `now` (milliseconds since 1970). */
export function oneTimeCode(seed: Uint8Array, now: number): string {
  const counter = new Uint8Array(8);
  const step = Math.floor(now / STEP);
  new DataView(counter.buffer).setUint32(0, Math.floor(step / 2 ** 32));
  new DataView(counter.buffer).setUint32(4, step >>> 0);
  const digest = hmacSha1(seed, counter);
  const offset = (digest[19] as number) & 15;
  const number = new DataView(digest.buffer).getUint32(offset) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}
