// Addresses of pages and files: under the site's sub-path, and with the locale's prefix. The only place that knows both.
import type { Locale } from '../strings/index.ts';

const base = import.meta.env.BASE_URL.replace(/\/*$/, '/');

/** A file of public/: `asset('favicon.svg')`. */
export const asset = (path: string): string => base + path;

/** A page: `href('en', 'lessons/first-iam-user/')`; the home page is ''. */
export const href = (locale: Locale, path: string): string =>
  base + (locale === 'en' ? '' : `${locale}/`) + path;
