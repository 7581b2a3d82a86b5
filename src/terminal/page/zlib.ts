// What just-bash takes from node:zlib, for its gzip commands in the browser: the page's build puts this in its place
// (astro.config.mjs).
import { gunzipSync as gunzip, gzipSync as gzip } from 'fflate';

export const constants = { Z_BEST_COMPRESSION: 9, Z_BEST_SPEED: 1, Z_DEFAULT_COMPRESSION: -1 } as const;

export function gzipSync(bytes: Uint8Array, options?: { level?: number }): Uint8Array {
  const level = options?.level;
  return gzip(bytes, level === undefined || level < 0 ? {} : { level: level as 0 | 6 | 9 });
}

export function gunzipSync(bytes: Uint8Array): Uint8Array {
  return gunzip(bytes);
}
