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

export const currentLocale = (): string => current.value.locale;

const language = (): string => (current.value.locale === 'qps' ? 'en' : current.value.locale);

/** Made once for each language: making them takes longer than using them. */
interface Formats {
  day: Intl.DateTimeFormat;
  time: Intl.DateTimeFormat;
  seconds: Intl.DateTimeFormat;
}
let made: (Formats & { language: string }) | undefined;
function formats(): Formats {
  const wanted = language();
  if (made?.language !== wanted)
    made = {
      language: wanted,
      day: new Intl.DateTimeFormat(wanted, { dateStyle: 'long' }),
      time: new Intl.DateTimeFormat(wanted, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
      seconds: new Intl.DateTimeFormat(wanted, {
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
        hourCycle: 'h23',
      }),
    };
  return made;
}

/** As the real console writes dates: «October 15, 2022, 10:05 (UTC+02:00)». */
export const formatDate = (date: Date | undefined): string => written(date, 'time');

/** With seconds, as event histories write it. */
export const formatTime = (date: Date | undefined): string => written(date, 'seconds');

function written(date: Date | undefined, clock: 'time' | 'seconds'): string {
  if (date === undefined || Number.isNaN(date.getTime())) return '-';
  const day = formats().day.format(date);
  const time = formats()[clock].format(date);
  const offset = -date.getTimezoneOffset();
  const sign = offset < 0 ? '-' : '+';
  const two = (value: number): string => String(Math.floor(Math.abs(value))).padStart(2, '0');
  return `${day}, ${time} (UTC${sign}${two(offset / 60)}:${two(offset % 60)})`;
}

export const formatCount = (count: number): string => new Intl.NumberFormat(language()).format(count);
