// The wall: what the whole class sees. Large, nothing private, no key before it is shown.

import { Text } from '../../quiz/views/Text.tsx';
import { Refused } from '../client/api.ts';
import type { ProjectorRoom } from '../model.ts';
import { Bars } from './Bars.tsx';
import type { RouteProps } from './Classroom.tsx';
import { Countdown } from './Countdown.tsx';
import { Qr } from './Qr.tsx';
import { Standings } from './Standings.tsx';
import { useRoom } from './use-room.ts';
import { roomAddress, saying } from './view.ts';

/** Where the class joins; the page's own address where this page was opened by it. */
export function joinAddress(addresses: readonly string[]): string {
  const here = `${location.origin}${location.pathname}`;
  const local = /^(localhost|127\.|\[::1\])/.test(location.host);
  const first = addresses[0];
  return local && first ? `${first}classroom/` : here;
}

export function Wall({ site, info, rest: [id = '', token = ''] }: RouteProps) {
  const said = saying(site);
  const { t, tt, why } = said;
  const { room, progress, connection, refused, gone, now } = useRoom<ProjectorRoom>(
    roomAddress(site, id),
    token,
  );
  if (gone || refused) return <p class="trouble">{refused ? why(refused) : t('goneText')}</p>;
  if (!room) return <p role="status">{connection === 'lost' ? why(new Refused('offline')) : t('loading')}</p>;
  const address = joinAddress(info.addresses);
  const [shown] = room.shown;
  const joined = progress?.joined ?? 0;
  const live = room.mode === 'live' && room.phase !== 'lobby' && room.phase !== 'ended' && shown;
  const revealed = room.phase === 'revealed';
  const tally = revealed ? (room.counts ?? progress?.tally) : room.showCounts ? progress?.tally : undefined;
  return (
    <div class="wall" data-phase={room.phase}>
      <div class="wall-head">
        <p class="pill">{room.title}</p>
        <p>
          {tt('joinAt')} <b>{address.replace(/^https?:\/\//, '').replace(/\/$/, '')}</b> {tt('withCode')}{' '}
          <b class="wall-code">{room.code}</b>
        </p>
        <p role="status">
          {live && room.phase === 'open'
            ? tt('answered', { answered: progress?.answered ?? 0, joined })
            : tt('joined', { count: joined })}
        </p>
      </div>
      {live ? (
        <div class="wall-question">
          <p class="pill">
            {t('questionOf', { number: room.question + 1, total: room.total })}
            {room.round === 2 && <span class="chip user">{t('secondVote')}</span>}
          </p>
          <h1>
            <Text text={shown.kind === 'item' ? shown.item.question : shown.title} />
          </h1>
          {room.phase === 'open' && (
            <Countdown closes={room.closes} left={room.left} duration={room.duration} now={now} t={t} />
          )}
          {room.phase === 'closed' && <p class="lead">{t('closedTitle')}</p>}
          <Bars shown={shown} tally={tally} key_={revealed} said={said} />
          {revealed && room.explained && shown.kind === 'item' && <Reasons shown={shown} />}
          {revealed && <Standings room={room} t={t} />}
        </div>
      ) : (
        <div class="wall-lobby">
          <Qr
            text={`${address}#${room.code}`}
            label={`${tt('joinAt')} ${address} ${tt('withCode')} ${room.code}`}
          />
          <div>
            <h1>{room.phase === 'ended' ? t('endedTitle') : room.title}</h1>
            <p class="wall-code huge">{room.code}</p>
            <p class="lead">{address.replace(/^https?:\/\//, '')}</p>
            {room.hideNames ? (
              <p class="note">{tt('namesHidden')}</p>
            ) : (
              <ul class="names" aria-label={tt('students')}>
                {(progress?.newest ?? []).map((name) => (
                  <li key={name}>{name}</li>
                ))}
              </ul>
            )}
            {(room.phase === 'ended' || revealed) && <Standings room={room} t={t} />}
          </div>
        </div>
      )}
    </div>
  );
}

/** The reasons of every part that has one. */
export function Reasons({ shown }: { shown: Extract<ProjectorRoom['shown'][number], { kind: 'item' }> }) {
  const { item } = shown;
  const parts =
    'options' in item
      ? item.options.map(({ text, why }) => ({ text, why }))
      : 'steps' in item
        ? item.steps
        : 'things' in item
          ? item.things
          : 'reasons' in item
            ? item.reasons.filter(({ right }) => right)
            : [];
  const whole = 'told' in item ? item.told : 'why' in item && item.why ? [item.why] : [];
  return (
    <dl class="reasons">
      {parts.map(({ text, why }, index) => (
        <div key={index}>
          <dt>
            <Text text={text} />
          </dt>
          <dd>
            <Text text={why} />
          </dd>
        </div>
      ))}
      {whole.map((sentence) => (
        <p key={sentence}>
          <Text text={sentence} />
        </p>
      ))}
    </dl>
  );
}
