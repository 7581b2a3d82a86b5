// The island of /classroom/: which view the address behind the # is for. Students' phones load what they need, the
// teacher's side is a chunk of its own. Test: test/browser/classroom.test.ts.
import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ask, Refused } from '../client/api.ts';
import { keepSeat, seatIn } from '../client/keep.ts';
import { Join } from './Join.tsx';
import { api, type Site, saying } from './view.ts';

export interface Info {
  classroom: boolean;
  mayCreate: boolean;
  addresses: readonly string[];
}

export interface RouteProps {
  site: Site;
  info: Info;
  /** What follows in the address: a room, a token. */
  rest: readonly string[];
}

type Route = FunctionComponent<RouteProps>;

const later: Readonly<Record<string, () => Promise<Route>>> = {
  room: async () => (await import('./Student.tsx')).Student,
  teach: async () => (await import('./Teach.tsx')).Teach,
  wall: async () => (await import('./Wall.tsx')).Wall,
};

function readHash(): { name: string; rest: string[] } {
  const parts = decodeURIComponent(location.hash).replace(/^#\/?/, '').split('/').filter(Boolean);
  const [name = '', ...rest] = parts;
  // A QR code says the least: #123456.
  return /^\d+$/.test(name) ? { name: 'join', rest: [name] } : { name, rest };
}

export function Classroom({ site }: { site: Site }) {
  const { t, why } = saying(site);
  const [info, setInfo] = useState<Info | undefined>();
  const [trouble, setTrouble] = useState<Refused | 'none' | undefined>();
  const [place, setPlace] = useState<{ name: string; rest: string[] }>({ name: '', rest: [] });
  const [views, setViews] = useState<Readonly<Record<string, Route>>>({});

  useEffect(() => {
    const go = (): void => {
      const found = readHash();
      const [room, token, seat = ''] = found.rest;
      // A learning platform has let the student in already.
      if (found.name === 'seat' && room && token) {
        keepSeat(room, { token, name: seat });
        location.replace(`#/room/${room}`);
      } else setPlace(found);
    };
    go();
    addEventListener('hashchange', go);
    let stopped = false;
    const look = (): void => {
      ask<Info>(`${api(site)}/info`).then(
        (found) => {
          if (stopped) return;
          // What a static site says, see public/classroom/api/info.
          if (!found.classroom) {
            setTrouble('none');
            return;
          }
          setTrouble(undefined);
          setInfo(found);
        },
        (error: unknown) => {
          if (stopped) return;
          const passing = error instanceof Refused && error.code === 'offline';
          // A static site answers with a page of its own.
          setTrouble(passing ? (error as Refused) : 'none');
          if (passing) setTimeout(look, 2000);
        },
      );
    };
    look();
    return () => {
      stopped = true;
      removeEventListener('hashchange', go);
    };
  }, []);

  const { name, rest } = place;
  const seated = name === 'room' && seatIn(rest[0] ?? '') !== undefined;
  const wanted = name === 'room' && !seated ? '' : name;
  const load = later[wanted];
  const View = views[wanted];
  useEffect(() => {
    if (!load || View) return;
    load().then(
      (view) => setViews((known) => ({ ...known, [wanted]: view })),
      () => setTrouble(new Refused('offline')),
    );
  }, [load, View]);

  if (trouble === 'none')
    return (
      <div class="card classroom-note">
        <h1>{t('noServer')}</h1>
        <p>
          {t('noServerText')
            .split('`')
            .map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))}
        </p>
      </div>
    );
  if (!info || (load && !View))
    return (
      <p class="note" role="status">
        {trouble ? why(trouble) : t('loading')}
      </p>
    );
  if (View) return <View key={place.rest.join('/')} site={site} info={info} rest={rest} />;
  return <Join key={rest[0] ?? ''} site={site} code={name === 'join' ? (rest[0] ?? '') : ''} />;
}
