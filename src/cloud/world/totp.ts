// Time-based one-time passwords: RFC 6238 over HOTP (RFC 4226) with HMAC-SHA-1, six digits, thirty seconds. Written out
// here because the usual library weighs more than all of IAM's MFA; test/cloud/totp.test.ts holds it to that library
// and to the RFC's vectors.

export const stepMs = 30_000;

const rotate = (value: number, bits: number) => (value << bits) | (value >>> (32 - bits));

/** RFC 3174. */
export function sha1(message: Uint8Array): Uint8Array {
  const blocks = Math.ceil((message.length + 9) / 64);
  const padded = new Uint8Array(blocks * 64);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor((message.length * 8) / 2 ** 32));
  view.setUint32(padded.length - 4, message.length * 8);
  let [h0, h1, h2, h3, h4] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  const w = new Int32Array(80);
  for (let block = 0; block < blocks; block++) {
    for (let i = 0; i < 16; i++) w[i] = view.getInt32(block * 64 + i * 4);
    for (let i = 16; i < 80; i++)
      w[i] = rotate(
        (w[i - 3] as number) ^ (w[i - 8] as number) ^ (w[i - 14] as number) ^ (w[i - 16] as number),
        1,
      );
    let [a, b, c, d, e] = [h0, h1, h2, h3, h4];
    for (let i = 0; i < 80; i++) {
      const [f, k] =
        i < 20
          ? [(b & c) | (~b & d), 0x5a827999]
          : i < 40
            ? [b ^ c ^ d, 0x6ed9eba1]
            : i < 60
              ? [(b & c) | (b & d) | (c & d), 0x8f1bbcdc]
              : [b ^ c ^ d, 0xca62c1d6];
      const next = (rotate(a, 5) + f + e + k + (w[i] as number)) | 0;
      [e, d, c, b, a] = [d, c, rotate(b, 30), a, next];
    }
    [h0, h1, h2, h3, h4] = [(h0 + a) | 0, (h1 + b) | 0, (h2 + c) | 0, (h3 + d) | 0, (h4 + e) | 0];
  }
  const out = new DataView(new ArrayBuffer(20));
  [h0, h1, h2, h3, h4].forEach((h, i) => {
    out.setInt32(i * 4, h);
  });
  return new Uint8Array(out.buffer);
}

function hmacSha1(key: Uint8Array, message: Uint8Array): Uint8Array {
  const short = key.length > 64 ? sha1(key) : key;
  const pad = (byte: number, rest: Uint8Array) => {
    const block = new Uint8Array(64 + rest.length).fill(byte, 0, 64);
    for (let i = 0; i < short.length; i++) block[i] = (short[i] as number) ^ byte;
    block.set(rest, 64);
    return sha1(block);
  };
  return pad(0x5c, pad(0x36, message));
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Base 32 as authenticator apps take it (RFC 4648): spaces, case and padding do not matter. */
export function fromBase32(text: string): Uint8Array {
  const out: number[] = [];
  let [bits, value] = [0, 0];
  for (const char of text.toUpperCase()) {
    const digit = alphabet.indexOf(char);
    if (digit < 0) continue;
    value = ((value << 5) | digit) & 0xffff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      out.push((value >>> bits) & 0xff);
    }
  }
  return Uint8Array.from(out);
}

/** The code of a time step (ms since 1970 / 30 s). */
export function codeAt(seed: string, step: number): string {
  const counter = new DataView(new ArrayBuffer(8));
  counter.setUint32(0, Math.floor(step / 2 ** 32));
  counter.setUint32(4, step >>> 0);
  const hash = hmacSha1(fromBase32(seed), new Uint8Array(counter.buffer));
  const at = (hash[19] as number) & 15;
  const value = new DataView(hash.buffer).getUint32(at) & 0x7fffffff;
  return String(value % 1_000_000).padStart(6, '0');
}

export function currentStep(wall: number): number {
  return Math.floor(wall / stepMs);
}

/** The step at which two consecutive codes fit, within a window either way; undefined when they do not. */
export function findPair(
  seed: string,
  first: string,
  second: string,
  wall: number,
  window: number,
): number | undefined {
  const now = currentStep(wall);
  for (let distance = 0; distance <= window; distance++)
    for (const step of distance === 0 ? [now] : [now - distance, now + distance])
      if (codeAt(seed, step) === first && codeAt(seed, step + 1) === second) return step + 1;
  return undefined;
}

/**
 * The step of a code, if it is right and was not used before.
 * @param drift steps the device's clock is known to be off
 */
export function findCode(
  seed: string,
  code: string,
  wall: number,
  drift: number,
  lastStep: number,
): number | undefined {
  const now = currentStep(wall) + drift;
  return [now, now - 1, now + 1].find((step) => step > lastStep && codeAt(seed, step) === code);
}
