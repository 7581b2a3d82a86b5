// One question as a student answers it: asked, sent, received, closed, shown.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type Answer, blank, isComplete } from '../../quiz/index.ts';
import { Question, type Sure } from '../../quiz/Question.tsx';
import { randomText } from '../client/api.ts';
import type { Me, PublicRoom, ShownQuestion, Submission } from '../model.ts';
import { answerAsShown } from '../public.ts';
import { Countdown } from './Countdown.tsx';
import { Sandbox } from './Sandbox.tsx';
import { type Answers, slot } from './Student.tsx';
import { useRight } from './use-right.ts';
import { type Site, saying } from './view.ts';

export interface QuestionProps {
  site: Site;
  room: PublicRoom;
  me: Me;
  answers: Answers;
  waiting: { list: readonly Submission[]; troubled: boolean };
  trouble: string;
  send: (submission: Submission) => void;
  now: () => number;
  address: string;
  token: string;
  shown: ShownQuestion;
  question: number;
  round: number;
}

export function StudentQuestion(props: QuestionProps) {
  const { site, room, me, answers, waiting, trouble, shown, question, round, now } = props;
  const { t, tq } = saying(site);
  const own = answers[slot(question, round)];
  const sending = waiting.list.find((one) => one.question === question && one.round === round);
  const revealed = shown.kind === 'item' && shown.revealed;
  const item = shown.kind === 'item' ? shown.item : undefined;
  const seed = `${me.shuffle}/${question}`;
  const right = useRight(shown, own?.answer);
  const [draft, setDraft] = useState<Answer>(() => (item ? blank(item, seed) : []));
  const [sure, setSure] = useState<Sure | undefined>();
  const [changing, setChanging] = useState(false);
  const [over, setOver] = useState(false);
  const [said, say] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);

  // A new question takes the focus, so that keyboard and screen reader begin there.
  useLayoutEffect(() => heading.current?.focus(), []);
  useEffect(() => setOver(false), [room.closes, room.phase]);

  const mayAnswer = room.phase === 'open' && !over && !revealed;
  const closes =
    room.closes === null ? null : me.extra < 0 ? null : room.closes + (room.duration ?? 0) * me.extra;
  const head = (
    <>
      <p class="pill">
        {t('questionOf', { number: question + 1, total: room.total })}
        {round === 2 && <span class="chip user">{t('secondVote')}</span>}
        {room.mode === 'live' && room.phase === 'open' && me.extra < 0 && room.closes !== null && (
          <span>{t('noLimit')}</span>
        )}
      </p>
      {room.mode === 'live' && room.phase === 'open' && (closes !== null || room.left !== null) && (
        <Countdown
          closes={closes}
          left={room.left}
          duration={room.duration === null ? null : room.duration * (1 + Math.max(0, me.extra))}
          now={now}
          t={t}
          onEnd={() => setOver(true)}
        />
      )}
    </>
  );
  if (!item) return <Sandbox {...props} head={head} heading={heading} mayAnswer={mayAnswer} />;

  const editing = mayAnswer && !sending && (!own || changing);
  const answer = editing ? draft : (sending?.answer ?? own?.answer ?? draft);
  const shownAnswer = revealed && own ? answerAsShown(shown, own.answer) : answer;

  function submit(): void {
    if (!editing || !item || !isComplete(item, draft)) return;
    props.send({
      question,
      round,
      key: randomText(),
      attempt: (own?.attempt ?? 0) + 1,
      answer: draft,
      ...(room.confidence && sure && { sure }),
    });
    setChanging(false);
  }

  return (
    <div class="student-question">
      <Question
        item={item}
        state={{ answer: shownAnswer, status: revealed ? (right ? 'right' : 'shown') : 'asking', tries: 0 }}
        name={`q${question}-${round}`}
        seed={seed}
        t={tq}
        contentLocale={site.contentLocale}
        level={2}
        head={head}
        heading={heading}
        said={said}
        say={say}
        silent
        change={(next) => editing && setDraft(next)}
        submit={submit}
        sure={{ asked: room.confidence && editing, chosen: sure, choose: setSure }}
        ready
        actions={
          editing ? (
            <button class="button" type="submit" aria-disabled={!isComplete(item, draft)}>
              {t('submit')}
            </button>
          ) : (
            own &&
            mayAnswer &&
            room.changes &&
            !sending && (
              <button
                class="button quiet"
                type="button"
                onClick={() => {
                  setDraft(own.answer);
                  setChanging(true);
                }}
              >
                {t('change')}
              </button>
            )
          )
        }
      />
      <div class="verdict" role="status">
        {trouble ? (
          <p class="trouble">{trouble}</p>
        ) : sending ? (
          <p>
            <b>{t('sending')}</b> {waiting.troubled && t('kept')}
          </p>
        ) : revealed ? (
          <p class={right ? 'right' : 'wrong'}>
            <span aria-hidden="true">{right ? '✓' : own ? '✕' : '–'}</span>{' '}
            <b>{own ? t(right ? 'wasRight' : 'wasWrong') : t('notAnswered')}</b>{' '}
            {room.counts &&
              room.mode === 'live' &&
              t('classRight', { right: room.counts.right, count: room.counts.answered })}
          </p>
        ) : own && !changing ? (
          <p class="received">
            <span aria-hidden="true">✓</span> <b>{t('received')}</b>{' '}
            {!own.accepted
              ? t('standingText')
              : t(room.mode === 'live' || room.feedback === 'end' ? 'receivedText' : 'receivedNext')}
          </p>
        ) : room.phase === 'closed' ? (
          <p>
            <b>{t('closedTitle')}</b> {room.mode === 'paced' ? '' : t('closedText')}
          </p>
        ) : over ? (
          <p>
            <b>{t('timeUp')}</b>
          </p>
        ) : (
          room.left !== null && <p>{t('paused')}</p>
        )}
      </div>
    </div>
  );
}
