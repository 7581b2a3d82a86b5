// What a teacher may press in the room's present state: the usual next step first, the others beside it.
import { useState } from 'preact/hooks';
import type { Command, TeacherRoom } from '../model.ts';
import type { Said } from './view.ts';

interface ControlsProps {
  room: TeacherRoom;
  press: (command: Command) => Promise<void>;
  tt: Said['tt'];
}

type Key = Parameters<Said['tt']>[0];

export function Controls({ room, press, tt }: ControlsProps) {
  const [ending, setEnding] = useState(false);
  const { phase, mode, state } = room;
  const paced = mode === 'paced';
  const last = room.question >= room.total - 1;
  const [main, ...others] = steps(room, last);
  const button = ([key, command]: Step, primary: boolean) => (
    <button
      key={key}
      class={primary ? 'button' : 'button quiet'}
      type="button"
      onClick={() => void press(command)}
    >
      {tt(key)}
    </button>
  );
  const toggle = (key: Key, on: boolean, name: 'counts' | 'leaderboard' | 'lock' | 'hideNames') => (
    <label class="check">
      <input
        type="checkbox"
        checked={on}
        onChange={(event) => void press({ do: name, on: event.currentTarget.checked })}
      />
      <span>{tt(key)}</span>
    </label>
  );
  return (
    <>
      <div class="actions">
        {main && button(main, true)}
        {others.map((step) => button(step, false))}
      </div>
      <div class="toggles">
        {!paced && phase !== 'ended' && toggle('showCounts', state.counts, 'counts')}
        {toggle('leaderboard', state.leaderboard, 'leaderboard')}
        {toggle('hideNames', state.hideNames, 'hideNames')}
        {phase !== 'ended' && toggle('lock', state.locked, 'lock')}
      </div>
      {phase !== 'ended' &&
        (ending ? (
          <div class="actions" role="alert">
            <span>{tt('endSure')}</span>
            <button
              class="button danger"
              type="button"
              onClick={() => void press({ do: 'end' }).then(() => setEnding(false))}
            >
              {tt('yes')}
            </button>
            <button class="button quiet" type="button" onClick={() => setEnding(false)}>
              {tt('no')}
            </button>
          </div>
        ) : (
          <button class="link" type="button" onClick={() => setEnding(true)}>
            {tt('end')}
          </button>
        ))}
    </>
  );
}

type Step = [Key, Command];

/** The first is the one a lesson usually goes on with. */
function steps({ phase, mode, round, state }: TeacherRoom, last: boolean): Step[] {
  const next: Step = ['nextQuestion', { do: 'next' }];
  if (mode === 'paced')
    switch (phase) {
      case 'lobby':
        return [['openNow', { do: 'next' }]];
      case 'open':
        return [
          ['closeAssignment', { do: 'close' }],
          ...(state.closes === null ? [] : ([['extendDay', { do: 'extend', seconds: 86_400 }]] as Step[])),
        ];
      case 'closed':
        return [
          ['reveal', { do: 'reveal' }],
          ['reopen', { do: 'reopen' }],
        ];
      default:
        return [];
    }
  switch (phase) {
    case 'lobby':
      return [['start', { do: 'next' }]];
    case 'open': {
      const clock: Step[] =
        state.left !== null
          ? [
              ['resume', { do: 'resume' }],
              ['extend', { do: 'extend', seconds: 30 }],
            ]
          : state.closes !== null
            ? [
                ['pause', { do: 'pause' }],
                ['extend', { do: 'extend', seconds: 30 }],
              ]
            : [];
      return [['closeNow', { do: 'close' }], ...clock];
    }
    case 'closed':
      return [['reveal', { do: 'reveal' }], ...(round === 1 ? ([['again', { do: 'again' }]] as Step[]) : [])];
    case 'revealed': {
      const explain: Step = [
        state.explained ? 'hideReasons' : 'explain',
        { do: 'explain', on: !state.explained },
      ];
      return last ? [['finish', { do: 'end' }], explain] : [next, explain];
    }
    default:
      return [];
  }
}
