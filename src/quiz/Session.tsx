// Asks questions one after the other: feedback at once, the key hidden until right or given up, then only the missed
// ones again. The quiz of a lesson, the review and the practice of decisions are sessions. Test: test/browser.
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { openProgress } from '../progress/index.ts';
import { type Translation, translator } from '../strings/index.ts';
import { answerText, isComplete } from './kinds.ts';
import type { Answer, Item } from './model.ts';
import { Question, type Sure } from './Question.tsx';
import {
  answerItem,
  checkItem,
  giveUp,
  isOver,
  isSettled,
  missed,
  next,
  type Round,
  startRound,
} from './round.ts';
import type { quizMessages } from './strings.ts';
import { askSure, asksSure } from './sure.ts';
import { prepareView } from './views/ItemView.tsx';
import { Text } from './views/Text.tsx';

/** An item with where it comes from. */
export interface Entry {
  /** Its id is unique in the session. */
  item: Item;
  quiz: string;
  /** Its id in its quiz, where that is another. */
  id?: string;
  /** Address of the lesson where the answer stands; '' on the lesson's own page. */
  lesson?: string | undefined;
}

/** Other entries are another session: give it another `key`. */
export interface SessionProps {
  /** For ids of fields: unique on the page. */
  name: string;
  entries: readonly Entry[];
  messages: Translation<typeof quizMessages>;
  locale: string;
  contentLocale: string;
  level: 2 | 3;
  ready: boolean;
  /** Told over the first question. */
  note?: string | undefined;
  /** Stands where the questions stood, once all were asked. */
  over: (result: {
    round: Round;
    missed: string[];
    restart: (ids?: readonly string[]) => void;
  }) => ComponentChildren;
  /** The learner has begun: the entries must not change any more. */
  onTouched?: () => void;
  /** Only tried: answers are not kept. */
  unrecorded?: boolean;
}

export function Session(props: SessionProps) {
  const { entries, messages, locale, contentLocale, name, level } = props;
  const t = useMemo(() => translator(messages, locale), [messages, locale]);
  const byId = useMemo(() => new Map(entries.map((entry) => [entry.item.id, entry])), [entries]);
  const [round, step] = useState<Round>(() => startRound(entries.map(({ item }) => item)));
  const [said, say] = useState('');
  const [sure, setSure] = useState<Sure | undefined>();
  const [asking, setAsking] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const moved = useRef(false);
  /** One check at a time: that of a policy waits for the engine. */
  const checking = useRef(false);

  useEffect(() => setAsking(asksSure()), []);
  const entry = byId.get(round.queue[round.position] ?? '');
  const following = byId.get(round.queue[round.position + 1] ?? '');
  useEffect(() => {
    if (props.ready && following) void prepareView(following.item.kind).catch(() => {});
  }, [following, props.ready]);

  // The next question takes the focus, so that keyboard and screen reader go on from there.
  useLayoutEffect(() => {
    if (moved.current) heading.current?.focus();
    moved.current = false;
  });

  function go(change: (round: Round) => Round): void {
    props.onTouched?.();
    moved.current = true;
    say('');
    setSure(undefined);
    step(change);
  }
  const restart = (ids?: readonly string[]): void =>
    go(() =>
      startRound(
        entries.map(({ item }) => item).filter(({ id }) => ids?.includes(id) ?? true),
        round.number + 1,
      ),
    );

  const item = entry?.item;
  const state = item && round.items[item.id];
  if (isOver(round) || !entry || !item || !state) {
    return <>{props.over({ round, missed: missed(round), restart })}</>;
  }

  function record(right: boolean, gaveUp: boolean, answer: Answer): void {
    const { quiz, item: asked, id = asked.id } = entry as Entry;
    if (props.unrecorded) return;
    void openProgress().then((progress) =>
      progress.record({
        kind: 'attempt',
        quiz,
        item: id,
        hash: asked.hash,
        right,
        gaveUp,
        answer: answerText(answer),
        ...(sure === undefined || gaveUp ? {} : { sure }),
      }),
    );
  }

  async function check(asked: Item, answer: Answer): Promise<void> {
    if (checking.current) return;
    checking.current = true;
    try {
      const judged = asked.kind === 'fix' ? (await import('./grade.ts')).grade(asked, answer) : undefined;
      const checked = checkItem(round, asked, judged);
      record(checked.items[asked.id]?.status === 'right', false, answer);
      step(checked);
    } finally {
      checking.current = false;
    }
  }

  const settled = isSettled(state);
  const number = round.position + 1;
  const lesson = entry.lesson;
  return (
    <Question
      item={item}
      state={state}
      name={`${name}-${item.id.replace(/[^\w-]/g, '_')}-${round.number}`}
      seed={`${item.id}/${round.number}`}
      t={t}
      contentLocale={contentLocale}
      level={level}
      ready={props.ready}
      heading={heading}
      said={said}
      say={say}
      sure={{ asked: asking, chosen: sure, choose: setSure }}
      head={
        <>
          <p class="pill">
            {t('question', { number, total: round.queue.length })}
            {round.queue.length <= 20 && (
              <span class="dots" aria-hidden="true">
                {round.queue.map((id, index) => (
                  <i key={id} class={index === round.position ? 'now' : (round.items[id]?.status ?? '')} />
                ))}
              </span>
            )}
          </p>
          {props.note && number === 1 && !settled && <p class="note">{props.note}</p>}
        </>
      }
      change={(answer) => {
        props.onTouched?.();
        step((current) => answerItem(current, item, answer));
      }}
      submit={() => {
        props.onTouched?.();
        if (settled) return go(next);
        say('');
        void check(item, state.answer);
      }}
      actions={
        <>
          {settled ? (
            <button class="button" type="submit">
              {t(number === round.queue.length ? 'finish' : 'next')}
            </button>
          ) : (
            <>
              <button class="button" type="submit" aria-disabled={!isComplete(item, state.answer)}>
                {t('check')}
              </button>
              <button
                class="link"
                type="button"
                onClick={() => {
                  props.onTouched?.();
                  record(false, true, state.answer);
                  step((current) => giveUp(current, item));
                }}
              >
                {t('showAnswer')}
              </button>
            </>
          )}
          {item.place && lesson !== undefined && (settled || state.status === 'wrong') && (
            <a class="place-link" href={`${lesson}#${item.place}`}>
              {t('readAgain')}
            </a>
          )}
          <label class="ask-sure">
            <input
              type="checkbox"
              checked={asking}
              onChange={(event) => {
                setAsking(event.currentTarget.checked);
                askSure(event.currentTarget.checked);
              }}
            />{' '}
            {t('askSure')}
          </label>
        </>
      }
    />
  );
}

/** The heading of what stands at the end; takes the focus where the learner has come to it. */
export function OverHeading({ level, focus, text }: { level: 2 | 3; focus: boolean; text: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const Heading = `h${level}` as 'h2' | 'h3';
  useLayoutEffect(() => {
    if (focus) heading.current?.focus();
  }, [focus]);
  return (
    <Heading ref={heading} tabIndex={-1}>
      {text}
    </Heading>
  );
}

/** What was missed, as a list of the questions. */
export function Missed({
  ids,
  entries,
  contentLocale,
}: {
  ids: readonly string[];
  entries: readonly Entry[];
  contentLocale: string;
}) {
  return (
    <ul class="missed" lang={contentLocale}>
      {entries
        .filter(({ item }) => ids.includes(item.id))
        .map(({ item }) => (
          <li key={item.id}>
            <Text text={item.question} />
          </li>
        ))}
    </ul>
  );
}
