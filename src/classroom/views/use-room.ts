// A room as it stands, for a component: connected while it is drawn.
import { useEffect, useReducer, useRef } from 'preact/hooks';
import type { Refused } from '../client/api.ts';
import { type ConnectionState, connect } from '../client/connection.ts';
import type { Me, Progress, PublicRoom } from '../model.ts';

export interface RoomView<R extends PublicRoom> {
  room: R | undefined;
  me: Me | undefined;
  progress: Progress | undefined;
  connection: ConnectionState;
  refused: Refused | undefined;
  gone: boolean;
  /** The server's clock now (ms). */
  now(): number;
}

type Change<R extends PublicRoom> = Partial<Omit<RoomView<R>, 'now'>>;

export function useRoom<R extends PublicRoom>(address: string, token: string): RoomView<R> {
  const offset = useRef<number | undefined>(undefined);
  const [view, change] = useReducer<Omit<RoomView<R>, 'now'>, Change<R>>(
    (state, update) => ({ ...state, ...update }),
    {
      room: undefined,
      me: undefined,
      progress: undefined,
      connection: 'connecting',
      refused: undefined,
      gone: false,
    },
  );
  useEffect(() => {
    offset.current = undefined;
    return connect({
      address: `${address}/events`,
      token,
      hear(part, value) {
        // What was longest on its way says least: the largest difference is the nearest to the truth.
        if (part === 'time')
          offset.current = Math.max(
            offset.current ?? Number.NEGATIVE_INFINITY,
            (value as number) - Date.now(),
          );
        else if (part === 'gone') change({ gone: true });
        else change({ [part]: value } as Change<R>);
      },
      state: (connection) => {
        if (connection === 'lost') offset.current = undefined;
        change({ connection });
      },
      refused: (refused) => change({ refused, connection: 'lost' }),
    });
  }, [address, token]);
  return { ...view, now: () => Date.now() + (offset.current ?? 0) };
}
