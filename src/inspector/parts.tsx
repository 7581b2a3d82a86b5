// Small parts of every view of the inspector: words, the picture of the account, a verdict.
import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Decision } from '../policy/index.ts';
import type { AccountPicture } from '../practice/index.ts';
import type { Translate } from '../strings/index.ts';
import type { AccountSource } from './source.ts';
import type { messages } from './strings.ts';

export type T = Translate<typeof messages>;

export interface ViewProps {
  source: AccountSource;
  /** What stands behind the view's name in the address: an event's id, a question. */
  rest: string;
  /** Goes to another view: 'why/ID'. */
  go: (route: string) => void;
  /** The address of a view, for links. */
  href: (route: string) => string;
  locale: string;
  t: T;
}

const signs: Record<Decision, string> = { allow: '✓', explicitDeny: '✕', implicitDeny: '–' };
const tones: Record<Decision, string> = { allow: 'allow', explicitDeny: 'deny', implicitDeny: 'implicit' };

export function Verdict({ decision, t }: { decision: Decision; t: T }): ComponentChildren {
  return (
    <span class={`chip ${tones[decision]}`}>
      <span aria-hidden="true">{signs[decision]}</span> {t(decision)}
    </span>
  );
}

/** The account as it is, read again after each change. Undefined while it is read, null where it cannot be. */
export function usePicture(source: AccountSource): [AccountPicture | null | undefined, () => void] {
  const [picture, setPicture] = useState<AccountPicture | null>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let gone = false;
    const read = (): void =>
      void source.picture().then(
        (found) => !gone && setPicture(found),
        () => !gone && setPicture(null),
      );
    read();
    const stop = source.subscribe(read);
    return () => {
      gone = true;
      stop();
    };
  }, [source, turn]);
  return [picture, useCallback(() => setTurn((last) => last + 1), [])];
}

/** The honest waiting, and what to do when there is nothing. */
export function Waiting({
  failed,
  onAgain,
  t,
}: {
  failed: boolean;
  onAgain: () => void;
  t: T;
}): ComponentChildren {
  return (
    <p class="soft" role="status">
      {t(failed ? 'failed' : 'loading')}{' '}
      {failed && (
        <button type="button" class="link" onClick={onAgain}>
          {t('again')}
        </button>
      )}
    </p>
  );
}

export const lastPart = (arn: string): string =>
  arn.slice(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1);

const language = (locale: string): string => (locale === 'qps' ? 'en' : locale);

export const join = (words: readonly string[], locale: string): string =>
  new Intl.ListFormat(language(locale)).format(words);

/** Today's moments by their time only. */
export function moment(time: number | string, locale: string): string {
  const date = new Date(time);
  const today = date.toDateString() === new Date().toDateString();
  return new Intl.DateTimeFormat(language(locale), {
    ...(today ? {} : { dateStyle: 'medium' }),
    timeStyle: today ? 'medium' : 'short',
  }).format(date);
}
