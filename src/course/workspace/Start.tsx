// What the practice page shows first: the account in a sentence, and the doors to it.
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { AccountHost } from '../../practice/index.ts';
import type { Translate } from '../../strings/index.ts';
import { formatHash, type Route } from './routes.ts';
import type { messages } from './strings.ts';

const cards = [
  ['console', 'consoleSays', { door: 'console', path: '' }],
  ['terminal', 'terminalSays', { door: 'terminal', path: '' }],
  ['editor', 'editorSays', { door: 'editor', path: '' }],
  ['why', 'whySays', { door: 'inspector', path: 'why' }],
  ['who', 'whoSays', { door: 'inspector', path: 'who' }],
  ['map', 'mapSays', { door: 'inspector', path: 'map' }],
  ['history', 'historySays', { door: 'inspector', path: 'history' }],
  ['time', 'timeSays', { door: 'inspector', path: 'time' }],
  ['checkup', 'checkupSays', { door: 'checkup', path: '' }],
  ['tasks', 'tasksSays', { door: 'tasks', path: '' }],
] as const satisfies readonly (readonly [keyof typeof messages, keyof typeof messages, Route])[];

export interface StartProps {
  host: AccountHost;
  /** Title of the exercise whose account it is. */
  exercise: string | undefined;
  t: Translate<typeof messages>;
}

export function Start({ host, exercise, t }: StartProps): ComponentChildren {
  const [has, setHas] = useState<{ account: string; users: number; roles: number }>();
  useEffect(() => {
    let gone = false;
    const read = (): void =>
      void host.tools.picture().then(
        (picture) =>
          !gone &&
          picture &&
          setHas({ account: picture.account, users: picture.users.length, roles: picture.roles.length }),
        () => {},
      );
    read();
    const stop = host.subscribe(({ kind }) => {
      if (kind === 'replaced' || kind === 'request') read();
    });
    return () => {
      gone = true;
      stop();
    };
  }, [host]);
  return (
    <div class="desk-start">
      <h1>{t('startTitle')}</h1>
      <p class="lead">{t('startLead')}</p>
      <p class="has">
        {has
          ? t('startHas', {
              account: has.account,
              users: t('startUsers', { count: has.users }),
              roles: t('startRoles', { count: has.roles }),
            })
          : '…'}{' '}
        {exercise !== undefined && <a href="#/tasks">{t('startExercise', { title: exercise })}</a>}
      </p>
      <p class="soft">{t('startDoors')}</p>
      <ul class="start-doors">
        {cards.map(([name, says, route]) => (
          <li key={name}>
            <a class="card" href={formatHash(route)}>
              <b>{t(name)}</b>
              <span>{t(says)}</span>
            </a>
          </li>
        ))}
      </ul>
      <p class="soft">{t('startKey', { key: /Mac|iP/.test(navigator.userAgent) ? '⌘K' : 'Ctrl K' })}</p>
    </div>
  );
}
