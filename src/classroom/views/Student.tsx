// A student's screen: where the room is, the question, and whether the answer has been received.
import { useEffect, useRef, useState } from 'preact/hooks';
import { Refused } from '../client/api.ts';
import { keepSeat, keepTextSize, seatIn, textSize } from '../client/keep.ts';
import { type Outbox, openOutbox } from '../client/outbox.ts';
import type { Ack, PublicRoom, ShownQuestion, Submission } from '../model.ts';
import type { RouteProps } from './Classroom.tsx';
import { Paced } from './Paced.tsx';
import { Standings } from './Standings.tsx';
import { StudentQuestion } from './StudentQuestion.tsx';
import { useRoom } from './use-room.ts';
import { roomAddress, type Site, saying } from './view.ts';

/** What is known of one's own answers: by question and round. */
export type Answers = Readonly<Record<string, Ack>>;
export const slot = (question: number, round: number): string => `${question}/${round}`;

export function Student({ site, rest }: RouteProps) {
  const id = rest[0] ?? '';
  const seat = seatIn(id);
  if (!seat) return null;
  return <Seated site={site} id={id} token={seat.token} />;
}

function Seated({ site, id, token }: { site: Site; id: string; token: string }) {
  const { t, why } = saying(site);
  const address = roomAddress(site, id);
  const view = useRoom<PublicRoom>(address, token);
  const { room, me, connection, refused, gone } = view;
  const [answers, setAnswers] = useState<Answers>({});
  const [keys, setKeys] = useState<Readonly<Record<number, ShownQuestion>>>({});
  const [waiting, setWaiting] = useState<{ list: readonly Submission[]; troubled: boolean }>({
    list: [],
    troubled: false,
  });
  const [trouble, setTrouble] = useState('');
  const [size, setSize] = useState(textSize);
  const [leaving, setLeaving] = useState(false);
  const outbox = useRef<Outbox | undefined>(undefined);

  useEffect(() => {
    const know = (ack: Ack): void => {
      setTrouble('');
      setAnswers((known) => ({ ...known, [slot(ack.question, ack.round)]: ack }));
      if (ack.revealed) setKeys((known) => ({ ...known, [ack.question]: ack.revealed as ShownQuestion }));
    };
    const opened = openOutbox({
      room: id,
      address,
      token,
      acknowledged: know,
      refused: (error) => setTrouble(why(error)),
      waiting: (list, troubled) => setWaiting({ list, troubled }),
    });
    outbox.current = opened;
    return () => opened.stop();
  }, [id, token]);

  // What the server has of me counts, after a reload and when another device answered.
  useEffect(() => {
    if (!me) return;
    setAnswers((known) => ({
      ...known,
      ...Object.fromEntries(
        me.answers.map((one) => [slot(one.question, one.round), { ...one, accepted: true }]),
      ),
    }));
    setKeys((known) => ({ ...known, ...Object.fromEntries(me.keys.map((shown) => [shown.index, shown])) }));
  }, [me]);
  useEffect(() => {
    if (connection === 'live') outbox.current?.wake();
  }, [connection]);
  useEffect(() => setTrouble(''), [room?.question, room?.phase]);

  const leave = (): void => {
    keepSeat(id, undefined);
    location.hash = '#/';
  };
  if (refused?.code === 'removed' || me?.removed)
    return <Notice title={t('removedTitle')} text={t('removedText')} action={t('anotherCode')} go={leave} />;
  if (gone || refused)
    return (
      <Notice
        title={t('goneTitle')}
        text={refused && refused.code !== 'no-room' ? why(refused) : t('goneText')}
        action={t('anotherCode')}
        go={leave}
      />
    );
  if (!room || !me)
    return (
      <p class="note" role="status">
        {connection === 'lost' ? why(new Refused('offline')) : t('loading')}
      </p>
    );

  const send = (submission: Submission): void => {
    setTrouble('');
    outbox.current?.put(submission);
  };
  const shared = { site, room, me, answers, waiting, trouble, send, now: view.now, address, token };
  const [shown] = room.shown;
  return (
    <div class="student" data-text={size}>
      <div class="student-bar">
        <span>
          <b>{me.name}</b>
          {me.team > 0 && <span class="chip user">{t('teamNumber', { number: me.team })}</span>}
        </span>
        <span class={`connection ${connection}`} role="status">
          {connection === 'live' ? t('connectionLive') : t('connectionLost')}
        </span>
        <button
          class="link"
          type="button"
          aria-pressed={size > 0}
          onClick={() => {
            const next = (size + 1) % 3;
            setSize(next);
            keepTextSize(next);
          }}
        >
          {t('largerText')}
        </button>
      </div>
      {room.phase === 'lobby' ? (
        <section class="card lobby" aria-live="polite">
          <p class="pill">{room.title}</p>
          <h1>{t('lobbyTitle')}</h1>
          <p class="lead">{t('youAre', { name: me.name })}</p>
          <p>{room.mode === 'paced' ? t('waitForOpen') : t('lobbyText')}</p>
          {!room.graded && <p class="note">{t('ungradedShort')}</p>}
        </section>
      ) : room.phase === 'ended' || room.mode === 'paced' ? (
        <Paced {...shared} keys={keys} />
      ) : (
        shown && (
          <>
            <h1 class="visually-hidden">{room.title}</h1>
            <StudentQuestion
              key={`${room.question}/${room.round}`}
              {...shared}
              shown={shown}
              question={room.question}
              round={room.round}
            />
            {room.phase === 'revealed' && <Standings room={room} mine={me.name} t={t} />}
          </>
        )
      )}
      <p class="leave">
        {leaving ? (
          <>
            {t('leaveSure')}{' '}
            <button class="link" type="button" onClick={leave}>
              {t('leave')}
            </button>
          </>
        ) : (
          <button class="link" type="button" onClick={() => setLeaving(true)}>
            {t('leave')}
          </button>
        )}
      </p>
    </div>
  );
}

function Notice({
  title,
  text,
  action,
  go,
}: {
  title: string;
  text: string;
  action: string;
  go: () => void;
}) {
  return (
    <div class="card classroom-note" role="alert">
      <h1>{title}</h1>
      <p>{text}</p>
      <button class="button" type="button" onClick={go}>
        {action}
      </button>
    </div>
  );
}
