// IP addresses and ranges, versions 4 and 6, as the bits they are.
// Tests: test/policy

export interface Address {
  readonly version: 4 | 6;
  /** 16-bit groups: two for version 4, eight for version 6. */
  readonly groups: readonly number[];
}

export interface Range {
  readonly address: Address;
  readonly bits: number;
}

export function parseAddress(text: string): Address | null {
  return text.includes(':') ? parseVersion6(text) : parseVersion4(text);
}

/** `203.0.113.0/24`; an address without a mask is a range of one. */
export function parseRange(text: string): Range | null {
  const slash = text.indexOf('/');
  const address = parseAddress(slash < 0 ? text : text.slice(0, slash));
  if (!address) return null;
  const width = address.version === 4 ? 32 : 128;
  if (slash < 0) return { address, bits: width };
  const mask = text.slice(slash + 1);
  if (!/^\d{1,3}$/.test(mask) || Number(mask) > width) return null;
  return { address, bits: Number(mask) };
}

export function inRange(address: Address, range: Range): boolean {
  if (address.version !== range.address.version) return false;
  let left = range.bits;
  for (let i = 0; left > 0; i++, left -= 16) {
    const drop = Math.max(0, 16 - left);
    if ((address.groups[i] ?? 0) >> drop !== (range.address.groups[i] ?? 0) >> drop) return false;
  }
  return true;
}

function parseVersion4(text: string): Address | null {
  const parts = text.split('.');
  if (parts.length !== 4) return null;
  const bytes: number[] = [];
  for (const part of parts) {
    if (!/^\d{1,3}$/.test(part) || Number(part) > 255) return null;
    bytes.push(Number(part));
  }
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  return { version: 4, groups: [a * 256 + b, c * 256 + d] };
}

/** RFC 4291, with `::` once and a version 4 tail. */
function parseVersion6(text: string): Address | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const head = readGroups(halves[0] ?? '');
  const tail = halves.length === 2 ? readGroups(halves[1] ?? '') : [];
  if (!head || !tail) return null;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  return { version: 6, groups: [...head, ...new Array<number>(missing).fill(0), ...tail] };
}

function readGroups(text: string): number[] | null {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [i, part] of parts.entries()) {
    if (i === parts.length - 1 && part.includes('.')) {
      const four = parseVersion4(part);
      if (!four) return null;
      groups.push(...four.groups);
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(Number.parseInt(part, 16));
    else return null;
  }
  return groups;
}
