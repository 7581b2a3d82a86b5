// What a challenge says once it is solved: how many requests it took, beside the best known, and with how much help. It
// is recorded too; the progress keeps the least. Tests: test/exercise/challenge.test.ts, test/browser/challenges.test.ts.
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { AccountHost } from '../practice/index.ts';
import { openProgress } from '../progress/index.ts';
import { Inline } from '../strings/Inline.tsx';
import type { Translate } from '../strings/index.ts';
import { requestsOf } from './challenge.ts';
import type { ExerciseOutline } from './exercise.ts';
import type { openMessages } from './strings.ts';

export interface ScoreProps {
  exercise: ExerciseOutline;
  score: { best: number; after: string };
  host: AccountHost;
  /** Language of what there is to learn, where it is not the page's. */
  lang?: string | undefined;
  t: Translate<typeof openMessages>;
}

interface Result {
  requests: number;
  earlier: number | undefined;
  hints: number;
  shown: boolean;
}

/** Shown from the moment when everything is done, so this is when the requests are counted. */
export function Score({ exercise, score, host, lang, t }: ScoreProps): ComponentChildren {
  const [result, setResult] = useState<Result>();
  useEffect(() => {
    let gone = false;
    void (async () => {
      const [events, progress] = await Promise.all([
        host.tools.events({ limit: 5_000, hideUndone: true }),
        openProgress(),
      ]);
      const requests = requestsOf(events);
      const known = (await progress.read()).exercises[exercise.id];
      if (gone) return;
      setResult({
        requests,
        earlier: known?.score,
        hints: known?.hints ?? 0,
        shown: known?.solution !== undefined,
      });
      if (requests > 0)
        await progress.record({ kind: 'exercise', exercise: exercise.id, what: 'score', requests });
    })();
    return () => {
      gone = true;
    };
  }, [exercise.id, host]);
  if (!result) return null;
  const { requests, earlier, hints, shown } = result;
  const { best } = score;
  const beside =
    requests < best
      ? t('scoreBetter', { best })
      : requests === best
        ? t('scoreAsGood')
        : t('scoreBest', { count: best });
  const help = shown ? t('scoreShown') : hints > 0 ? t('scoreHints', { count: hints }) : t('scoreUnaided');
  return (
    <div class="score">
      <p role="status">
        {t('scoreRequests', { count: requests })} {beside} {help}
        {earlier !== undefined && earlier < requests && ` ${t('scoreEarlier', { count: earlier })}`}
      </p>
      <p lang={lang}>
        <Inline text={score.after} />
      </p>
    </div>
  );
}
