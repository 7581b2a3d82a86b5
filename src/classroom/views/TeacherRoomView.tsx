// One room for its teacher: what to press next, the question with its key, who has answered, and everything about the
// class. Two tabs or two teachers may press at once: the room moves on once.
import { useState } from 'preact/hooks';
import { Text } from '../../quiz/views/Text.tsx';
import { ask, Refused } from '../client/api.ts';
import type { Command, TeacherRoom } from '../model.ts';
import { Bars } from './Bars.tsx';
import type { RouteProps } from './Classroom.tsx';
import { Controls } from './Controls.tsx';
import { Countdown } from './Countdown.tsx';
import { Keeping } from './Keeping.tsx';
import { Qr } from './Qr.tsx';
import { ResultsView } from './ResultsView.tsx';
import { Roster } from './Roster.tsx';
import { Standings } from './Standings.tsx';
import { useRoom } from './use-room.ts';
import { roomAddress, saying } from './view.ts';
import { joinAddress, Reasons } from './Wall.tsx';

export function TeacherRoomView({ site, info, id, token }: RouteProps & { id: string; token: string }) {
  const said = saying(site);
  const { t, tt, why } = said;
  const address = roomAddress(site, id);
  const { room, progress, connection, refused, gone, now } = useRoom<TeacherRoom>(address, token);
  const [trouble, setTrouble] = useState('');
  const [link, setLink] = useState('');
  const [copied, setCopied] = useState(false);

  if (gone || refused)
    return (
      <div class="card classroom-note" role="alert">
        <h1>{t('goneTitle')}</h1>
        <p>{refused && refused.code !== 'no-room' ? why(refused) : t('goneText')}</p>
        <a class="button" href="#/teach">
          {tt('teachTitle')}
        </a>
      </div>
    );
  if (!room) return <p role="status">{connection === 'lost' ? why(new Refused('offline')) : t('loading')}</p>;

  async function press(command: Command): Promise<void> {
    setTrouble('');
    try {
      await ask(`${address}/commands`, { token, body: { rev: room?.seq, command } });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      setTrouble(error.code === 'moved-on' ? tt('movedOn') : why(error));
    }
  }

  async function links(): Promise<{ assistant: string; projector: string }> {
    return ask(`${address}/links`, { token });
  }
  const page = `${location.origin}${location.pathname}`;

  const join = joinAddress(info.addresses);
  const joined = progress?.joined ?? 0;
  const asked =
    room.mode === 'live' && room.phase !== 'lobby' && room.phase !== 'ended' ? room.key : undefined;
  return (
    <div class="teach-room">
      <div class="teach-head">
        <div>
          <p class="pill">
            {tt(room.mode === 'live' ? 'modeLive' : 'modePaced').split(':')[0]}
            {!room.graded && <span class="chip root">{t('ungradedShort')}</span>}
          </p>
          <h1>{room.title}</h1>
          <p>
            {tt('joinAt')} <b>{join}</b> {tt('withCode')} <b class="wall-code">{room.code}</b>
          </p>
          {!room.graded && <p class="note">{tt('ungraded')}</p>}
          <div class="actions">
            <button
              class="button quiet"
              type="button"
              onClick={() =>
                void links().then(({ projector }) =>
                  open(`${page}#/wall/${id}/${projector}`, '_blank', 'noopener'),
                )
              }
            >
              {tt('projector')}
            </button>
            <button
              class="button quiet"
              type="button"
              onClick={() =>
                void links().then(async ({ assistant }) => {
                  const text = `${join}#/teach/${id}/${assistant}`;
                  setLink(text);
                  // Absent on plain http over a LAN: then the text is there to be selected.
                  await navigator.clipboard?.writeText(text).then(() => setCopied(true));
                })
              }
            >
              {tt('coTeacher')}
            </button>
          </div>
          <p role="status" class="note">
            {copied ? tt('copied') : link && tt('copyByHand')}
          </p>
          {link && <input class="link-field" readOnly value={link} aria-label={tt('coTeacher')} />}
        </div>
        <Qr text={`${join}#${room.code}`} label={`${join} ${room.code}`} />
      </div>

      <section class="card teach-now" aria-label={tt('phase')}>
        <div class="teach-status">
          <b>
            {asked
              ? t('questionOf', { number: room.question + 1, total: room.total })
              : tt('joined', { count: joined })}
          </b>
          <span role="status">
            {asked && tt('answered', { answered: progress?.answered ?? 0, joined })}
            {connection === 'lost' && ` ${why(new Refused('offline'))}`}
          </span>
          {room.mode === 'live' && room.phase === 'open' && (
            <Countdown closes={room.closes} left={room.left} duration={room.duration} now={now} t={t} />
          )}
        </div>
        {room.phase === 'open' && room.state.extra !== 0 && room.state.closes !== null && (
          <p class="note">{tt('extraHere')}</p>
        )}
        <p class="trouble" role="alert">
          {trouble}
        </p>
        <Controls room={room} press={press} tt={tt} />
      </section>

      {asked && (
        <section class="card" aria-label={tt('keyView')}>
          <p class="pill">{tt('keyView')}</p>
          <h2>
            <Text text={asked.kind === 'item' ? asked.item.question : asked.title} />
          </h2>
          <Bars shown={asked} tally={progress?.tally ?? room.counts} key_ said={said} />
          {progress?.tally && progress.tally.sureWrong > 0 && (
            <p>
              {tt('sureWrong')}: <b>{progress.tally.sureWrong}</b>
            </p>
          )}
          {asked.kind === 'item' && (
            <details>
              <summary>{tt('explain')}</summary>
              <Reasons shown={asked} />
            </details>
          )}
        </section>
      )}
      {room.mode === 'paced' && progress?.perQuestion && (
        <section class="card">
          <ul class="bars">
            {progress.perQuestion.map((count, index) => (
              <li key={index}>
                <span class="bar-text">{t('questionOf', { number: index + 1, total: room.total })}</span>
                <span class="bar-line" aria-hidden="true">
                  <i style={{ inlineSize: `${joined ? (100 * count) / joined : 0}%` }} />
                </span>
                <b>
                  {count} / {joined}
                </b>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Standings room={room} t={t} />
      <Roster site={site} address={address} token={token} joined={joined} seq={room.seq} teams={room.teams} />
      <ResultsView site={site} address={address} token={token} room={room} progress={progress} />
      {room.role === 'teacher' && (
        <Keeping site={site} address={address} token={token} expires={room.expires} />
      )}
    </div>
  );
}
