// The console's words in the page's language: `t` reads the language that `mountConsole` set.
import { signal } from '@preact/signals';
import { localize, type Translate, translator } from '../strings/index.ts';
import { labels } from './labels.ts';

export type Label = keyof typeof labels;

const current = signal<{ locale: string; translate: Translate<typeof labels> }>({
  locale: 'en',
  translate: translator(labels, 'en'),
});

export function setLocale(locale: string): void {
  current.value = { locale, translate: translator(localize(labels, locale), locale) };
}

export const t: Translate<typeof labels> = (key, params) => current.value.translate(key, params);

const language = (): string => (current.value.locale === 'qps' ? 'en' : current.value.locale);

/** Made once for each language: making them takes longer than using them. */
let made: { language: string; day: Intl.DateTimeFormat; time: Intl.DateTimeFormat } | undefined;
function formats(): { day: Intl.DateTimeFormat; time: Intl.DateTimeFormat } {
  const wanted = language();
  if (made?.language !== wanted)
    made = {
      language: wanted,
      day: new Intl.DateTimeFormat(wanted, { dateStyle: 'long' }),
      time: new Intl.DateTimeFormat(wanted, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    };
  return made;
}

/** As the real console writes dates: «October 15, 2022, 10:05 (UTC+02:00)». */
export function formatDate(date: Date | undefined): string {
  if (date === undefined || Number.isNaN(date.getTime())) return '-';
  const { day: dayFormat, time: timeFormat } = formats();
  const day = dayFormat.format(date);
  const time = timeFormat.format(date);
  const offset = -date.getTimezoneOffset();
  const sign = offset < 0 ? '-' : '+';
  const two = (value: number): string => String(Math.floor(Math.abs(value))).padStart(2, '0');
  return `${day}, ${time} (UTC${sign}${two(offset / 60)}:${two(offset % 60)})`;
}

export const formatCount = (count: number): string => new Intl.NumberFormat(language()).format(count);
