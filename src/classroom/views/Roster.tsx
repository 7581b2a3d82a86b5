// Who is in the room: extra time, another name, out. Read when it is looked at, not with every student who joins.
import { useEffect, useState } from 'preact/hooks';
import { ask, Refused } from '../client/api.ts';
import type { RosterEntry, StudentCommand } from '../model.ts';
import { type Site, saying } from './view.ts';

const EXTRA = [
  [0, 'extraNone'],
  [0.25, 'extraQuarter'],
  [0.5, 'extraHalf'],
  [1, 'extraDouble'],
  [-1, 'extraUnlimited'],
] as const;
/** At most so often while people join (ms). */
const CALM = 1500;

export interface RosterProps {
  site: Site;
  address: string;
  token: string;
  joined: number;
  seq: number;
  teams: number;
}

export function Roster({ site, address, token, joined, seq, teams }: RosterProps) {
  const { t, tt, why } = saying(site);
  const [open, setOpen] = useState(false);
  const [list, setList] = useState<readonly RosterEntry[]>([]);
  const [asking, setAsking] = useState<{ id: string; what: 'remove' | 'rename'; name: string } | undefined>();
  const [trouble, setTrouble] = useState('');

  useEffect(() => {
    if (!open) return;
    const timer = setTimeout(
      () => void ask<RosterEntry[]>(`${address}/roster`, { token }).then(setList, () => {}),
      list.length === 0 ? 0 : CALM,
    );
    return () => clearTimeout(timer);
  }, [open, joined, seq]);

  async function change(command: StudentCommand): Promise<void> {
    setTrouble('');
    try {
      await ask(`${address}/students`, { token, body: command });
      setList(await ask<RosterEntry[]>(`${address}/roster`, { token }));
      setAsking(undefined);
    } catch (error) {
      if (error instanceof Refused) setTrouble(why(error));
    }
  }

  return (
    <details class="card roster" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {tt('students')} ({joined})
      </summary>
      <p class="trouble" role="alert">
        {trouble}
      </p>
      {list.length === 0 ? (
        <p class="note">{tt('nobody')}</p>
      ) : (
        <div class="table-scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">{tt('name')}</th>
                {teams > 0 && <th scope="col">{t('team')}</th>}
                <th scope="col">{tt('extraTime')}</th>
                <th scope="col">
                  <span class="visually-hidden">{tt('rename')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {list.map((one) => (
                <tr key={one.id} class={one.removed ? 'removed' : ''}>
                  <th scope="row">
                    {asking?.id === one.id && asking.what === 'rename' ? (
                      <input
                        value={asking.name}
                        maxLength={24}
                        aria-label={tt('rename')}
                        onInput={(event) => setAsking({ ...asking, name: event.currentTarget.value })}
                      />
                    ) : (
                      one.name
                    )}
                    {one.removed && <small> ({tt('removed')})</small>}
                  </th>
                  {teams > 0 && <td>{one.team}</td>}
                  <td>
                    <select
                      aria-label={`${tt('extraTime')}: ${one.name}`}
                      value={String(one.extra)}
                      onChange={(event) =>
                        void change({
                          do: 'extra',
                          student: one.id,
                          extra: Number(event.currentTarget.value),
                        })
                      }
                    >
                      {EXTRA.map(([value, key]) => (
                        <option key={key} value={String(value)}>
                          {tt(key)}
                        </option>
                      ))}
                    </select>
                  </td>
                  <td>
                    {one.removed ? null : asking?.id === one.id ? (
                      <span role="alert">
                        {asking.what === 'remove' && tt('removeSure', { name: one.name })}{' '}
                        <button
                          class="link"
                          type="button"
                          onClick={() =>
                            void change(
                              asking.what === 'remove'
                                ? { do: 'remove', student: one.id }
                                : { do: 'rename', student: one.id, name: asking.name },
                            )
                          }
                        >
                          {tt(asking.what === 'remove' ? 'remove' : 'save')}
                        </button>{' '}
                        <button class="link" type="button" onClick={() => setAsking(undefined)}>
                          {tt('cancel')}
                        </button>
                      </span>
                    ) : (
                      <>
                        <button
                          class="link"
                          type="button"
                          onClick={() => setAsking({ id: one.id, what: 'rename', name: one.name })}
                        >
                          {tt('renameAction')}
                          <span class="visually-hidden">: {one.name}</span>
                        </button>{' '}
                        <button
                          class="link"
                          type="button"
                          onClick={() => setAsking({ id: one.id, what: 'remove', name: one.name })}
                        >
                          {tt('remove')}
                          <span class="visually-hidden">: {one.name}</span>
                        </button>
                      </>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
