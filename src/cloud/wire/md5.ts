// MD5, where AWS answers with it: digests of messages and objects, fingerprints of keys.
import { md5 } from '@noble/hashes/legacy.js';
import { hexOf } from './signature.ts';

/** As 32 hexadecimal digits. */
export function md5Hex(data: Uint8Array | string): string {
  return hexOf(md5(typeof data === 'string' ? new TextEncoder().encode(data) : data));
}
