// An assignment at one's own pace, and a room that has ended: all questions, one at a time, with a list to choose from.
import { useState } from 'preact/hooks';
import type { ShownQuestion } from '../model.ts';
import { Standings } from './Standings.tsx';
import { slot } from './Student.tsx';
import { type QuestionProps, StudentQuestion } from './StudentQuestion.tsx';
import { rightNow } from './use-right.ts';
import { saying } from './view.ts';

type PacedProps = Omit<QuestionProps, 'shown' | 'question' | 'round'> & {
  keys: Readonly<Record<number, ShownQuestion>>;
};

export function Paced(props: PacedProps) {
  const { site, room, answers, keys, waiting } = props;
  const { t } = saying(site);
  const roundOf = (index: number): number => (answers[slot(index, 2)] ? 2 : 1);
  const has = (index: number): boolean =>
    answers[slot(index, roundOf(index))] !== undefined || waiting.list.some((one) => one.question === index);
  const [at, go] = useState(() =>
    Math.max(
      0,
      room.shown.findIndex(({ index }) => !has(index)),
    ),
  );
  const over = room.phase === 'ended';
  const done = room.shown.filter(({ index }) => has(index)).length;
  const right = room.shown.filter((shown) =>
    rightNow(shown, answers[slot(shown.index, roundOf(shown.index))]?.answer),
  );
  const shown = room.shown[at];
  const revealedHere =
    shown && keys[shown.index] && !over && room.phase !== 'revealed' ? keys[shown.index] : shown;
  const date =
    room.due === null ? '' : new Date(room.due).toLocaleString(site.locale === 'qps' ? 'en' : site.locale);
  return (
    <div class="paced">
      <section class="card">
        <p class="pill">{room.mode === 'paced' ? t('assignment') : room.title}</p>
        <h1>{over ? t('endedTitle') : room.title}</h1>
        {over ? (
          <p class="lead">{t('endedText', { right: right.length, count: room.total })}</p>
        ) : (
          <>
            <p role="status">
              {room.phase === 'closed'
                ? t('assignmentClosed')
                : t('answeredSome', { done, count: room.total })}{' '}
              {date && room.phase === 'open' && t('dueUntil', { date })}
            </p>
            <p class="note">{t('comeBack')}</p>
          </>
        )}
        <ol class="steps" aria-label={t('assignment')}>
          {room.shown.map(({ index }, position) => (
            <li key={index}>
              <button
                type="button"
                aria-current={position === at ? 'step' : undefined}
                class={has(index) ? 'done' : ''}
                onClick={() => go(position)}
              >
                {index + 1}
                <span class="visually-hidden">: {t(has(index) ? 'done' : 'open')}</span>
                {has(index) && <span aria-hidden="true"> ✓</span>}
              </button>
            </li>
          ))}
        </ol>
      </section>
      {revealedHere && (
        <StudentQuestion
          key={revealedHere.index}
          {...props}
          shown={revealedHere}
          question={revealedHere.index}
          round={roundOf(revealedHere.index)}
        />
      )}
      <div class="actions">
        <button class="button quiet" type="button" disabled={at === 0} onClick={() => go(at - 1)}>
          {t('previous')}
        </button>
        <button
          class="button quiet"
          type="button"
          disabled={at >= room.shown.length - 1}
          onClick={() => go(at + 1)}
        >
          {t('next')}
        </button>
      </div>
      {(over || room.phase === 'revealed') && <Standings room={room} mine={props.me.name} t={t} />}
    </div>
  );
}
