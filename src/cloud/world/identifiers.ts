// Ids, keys, secrets and tokens in AWS's shapes, all drawn from the world's seed: the same seed gives the same account.
// The prefixes are AWS's (IAM user guide, «IAM identifiers»).

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const base62 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const base64 = `${base62}+/`;
const hex = '0123456789abcdef';

/** A stream of 32-bit numbers (sfc32, Chris Doty-Humphrey, public domain), started from a seed and a place in it. */
function numbers(seed: number, place: number): () => number {
  let a = seed | 0;
  let b = Math.imul(place, 0x9e3779b1) | 0;
  let c = place | 0;
  let counter = 1;
  const next = () => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 15; i++) next();
  return next;
}

/** A number from any seed (FNV-1a over its text). */
export function seedNumber(seed: number | string): number {
  if (typeof seed === 'number') return seed >>> 0;
  let hash = 0x811c9dc5;
  for (let i = 0; i < seed.length; i++) hash = Math.imul(hash ^ seed.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

export interface Identifiers {
  /** How many draws were made since the world began; kept in the world. */
  readonly drawn: number;
  /** AIDA…, AROA… and so on: 21 characters in all. */
  entity(prefix: string): string;
  /** AKIA… or ASIA…: 20 characters in all. */
  accessKey(prefix: 'AKIA' | 'ASIA'): string;
  /** 40 characters, as a secret access key. */
  secret(): string;
  token(length: number): string;
  hex(length: number): string;
  uuid(): string;
  /** Any text from an alphabet. */
  text(alphabet: string, length: number): string;
}

/** `text` that depends on the world's seed and on how much was drawn before. */
export function identifiers(seed: number, drawnBefore: number): Identifiers {
  let drawn = drawnBefore;
  const text = (alphabet: string, length: number) => {
    const next = numbers(seed, ++drawn);
    let out = '';
    for (let i = 0; i < length; i++) out += alphabet[next() % alphabet.length];
    return out;
  };
  return {
    get drawn() {
      return drawn;
    },
    entity: (prefix) => prefix + text(base32, 17),
    accessKey: (prefix) => prefix + text(base32, 16),
    secret: () => text(base64, 40),
    token: (length) => text(base64, length),
    hex: (length) => text(hex, length),
    uuid: () => formatUuid(text(hex, 32)),
    text,
  };
}

function formatUuid(digits: string): string {
  const variant = '89ab'[Number.parseInt(digits[16] as string, 16) % 4] as string;
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    variant + digits.slice(17, 20),
    digits.slice(20, 32),
  ].join('-');
}
