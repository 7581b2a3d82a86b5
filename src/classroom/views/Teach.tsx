// The teacher's side: the rooms of this server and a new one, or one room.
import { useEffect, useState } from 'preact/hooks';
import { ask, Refused } from '../client/api.ts';
import { keepTeacherKey, teacherKey } from '../client/keep.ts';
import type { RouteProps } from './Classroom.tsx';
import { Setup } from './Setup.tsx';
import { TeacherRoomView } from './TeacherRoomView.tsx';
import { api, saying } from './view.ts';

interface Listed {
  id: string;
  code: string;
  title: string;
  phase: 'lobby' | 'open' | 'closed' | 'revealed' | 'ended';
  expires: number;
  links: { teacher: string };
}

const phases = {
  lobby: 'phaseLobby',
  open: 'phaseOpen',
  closed: 'phaseClosed',
  revealed: 'phaseRevealed',
  ended: 'phaseEnded',
} as const;

export function Teach(props: RouteProps) {
  const [id, token] = props.rest;
  return id && token ? <TeacherRoomView {...props} id={id} token={token} /> : <Home {...props} />;
}

function Home({ site, info }: RouteProps) {
  const { t, tt, why } = saying(site);
  const [key, setKey] = useState(teacherKey() ?? '');
  const [allowed, setAllowed] = useState(info.mayCreate);
  const [rooms, setRooms] = useState<readonly Listed[] | undefined>();
  const [trouble, setTrouble] = useState('');

  const look = async (): Promise<void> => {
    try {
      setRooms(await ask<Listed[]>(`${api(site)}/rooms`, { token: key || undefined }));
      setAllowed(true);
      setTrouble('');
      if (key) keepTeacherKey(key);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.code === 'teacher-key' || error.code === 'no-key') {
        setAllowed(false);
        keepTeacherKey(undefined);
      }
      if (error.code !== 'teacher-key') setTrouble(why(error));
    }
  };
  useEffect(() => void look(), []);

  if (!allowed)
    return (
      <form
        class="card form join"
        onSubmit={(event) => {
          event.preventDefault();
          void look();
        }}
      >
        <h1>{tt('keyTitle')}</h1>
        <p>{tt('keyText')}</p>
        <label>
          <span>{tt('key')}</span>
          <input
            value={key}
            autocomplete="off"
            required
            onInput={(event) => setKey(event.currentTarget.value.trim())}
          />
        </label>
        <p class="trouble" role="alert">
          {trouble}
        </p>
        <div class="actions">
          <button class="button" type="submit">
            {tt('useKey')}
          </button>
          <a href="#/">{t('joinTitle')}</a>
        </div>
      </form>
    );
  return (
    <div class="teach">
      <h1>{tt('teachTitle')}</h1>
      <p class="lead">{tt('teachLead')}</p>
      {trouble && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
      <Setup site={site} teacherKey={key || undefined} />
      <section aria-labelledby="made-rooms">
        <h2 id="made-rooms">{tt('made')}</h2>
        {rooms && rooms.length > 0 ? (
          <ul class="room-list">
            {rooms.map((room) => (
              <li key={room.id} class="card">
                <span>
                  <b>{room.title || room.code}</b>
                  <small>
                    {room.code} · {tt(phases[room.phase])} ·{' '}
                    {tt('keptUntil', {
                      date: new Date(room.expires).toLocaleDateString(
                        site.locale === 'qps' ? 'en' : site.locale,
                      ),
                    })}
                  </small>
                </span>
                <a class="button quiet" href={`#/teach/${room.id}/${room.links.teacher}`}>
                  {tt('openRoom')}
                  <span class="visually-hidden">
                    : {tt('roomLine', { title: room.title, code: room.code })}
                  </span>
                </a>
              </li>
            ))}
          </ul>
        ) : (
          <p class="note">{rooms ? tt('noRooms') : t('loading')}</p>
        )}
      </section>
      <details class="card">
        <summary>{tt('reachTitle')}</summary>
        <p>{tt('reachText')}</p>
      </details>
    </div>
  );
}
