// The response headers that a meta tag cannot carry. public/_headers says the same to static hosts that read it;
// a test holds the two together.

export const securityHeaders: Readonly<Record<string, string>> = {
  // The page's own policy, with hashes, stands in its meta tag; browsers apply both.
  'Content-Security-Policy': "frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

/** Built files carry their content's hash in their names, so they never change; pages may. */
export function cacheControl(path: string): string {
  return path.includes('/_astro/') ? 'public, max-age=31536000, immutable' : 'no-cache';
}
