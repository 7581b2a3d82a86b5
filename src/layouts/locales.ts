// Which locales are built, and where their content comes from.
import type { Locale } from '../strings/index.ts';

/** The pseudo-locale is for tests only: `ROOTLESS_PSEUDO=1` builds it under /qps/. */
export const locales: readonly Locale[] = process.env.ROOTLESS_PSEUDO === '1' ? ['en', 'qps'] : ['en'];

/** Lessons, quizzes and exercises fall back to English where a locale has none of its own. */
export const contentLocale = (_locale: Locale): 'en' => 'en';

/** `params` and `props` of a page for every locale: English without a prefix. */
export const localePaths = (): { params: { locale: string | undefined }; props: { locale: Locale } }[] =>
  locales.map((locale) => ({ params: { locale: locale === 'en' ? undefined : locale }, props: { locale } }));
