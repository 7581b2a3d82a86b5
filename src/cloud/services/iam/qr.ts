// The QR code that an authenticator app scans, as a PNG (W3C PNG specification; grey, one bit a dot, stored blocks).
// Fetched only when a virtual device is made.
import { encode } from 'uqr';

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

function crc(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (const byte of bytes) c = (crcTable[(c ^ byte) & 255] as number) ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

function adler(bytes: Uint8Array): number {
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return ((b << 16) | a) >>> 0;
}

function word(value: number): number[] {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

function chunk(type: string, data: readonly number[]): number[] {
  const body = [...type].map((char) => char.charCodeAt(0)).concat(data);
  return [...word(data.length), ...body, ...word(crc(Uint8Array.from(body)))];
}

/** @param scale dots for each module of the code */
export function qrPng(text: string, scale = 4): Uint8Array {
  const { data, size } = encode(text, { border: 2 });
  const width = size * scale;
  const rowLength = Math.ceil(width / 8);
  const rows: number[] = [];
  for (let y = 0; y < width; y++) {
    rows.push(0);
    const row = new Array<number>(rowLength).fill(255);
    for (let x = 0; x < width; x++)
      if (data[Math.floor(y / scale)]?.[Math.floor(x / scale)])
        row[x >> 3] = (row[x >> 3] as number) & ~(128 >> (x & 7));
    rows.push(...row);
  }
  const stored: number[] = [0x78, 0x01];
  for (let at = 0; at < rows.length; at += 65_535) {
    const part = rows.slice(at, at + 65_535);
    const last = at + 65_535 >= rows.length ? 1 : 0;
    stored.push(
      last,
      part.length & 255,
      part.length >> 8,
      ~part.length & 255,
      (~part.length >> 8) & 255,
      ...part,
    );
  }
  stored.push(...word(adler(Uint8Array.from(rows))));
  return Uint8Array.from([
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ...chunk('IHDR', [...word(width), ...word(width), 1, 0, 0, 0, 0]),
    ...chunk('IDAT', stored),
    ...chunk('IEND', []),
  ]);
}
