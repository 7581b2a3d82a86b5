// A worker's two ends as ports.
import type { Port } from './remote.ts';

/** The part of a worker's own global scope that is used. */
export interface WorkerScope {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  removeEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  close(): void;
}

export function portOf(end: WorkerScope | Worker): Port {
  return {
    post: (message) => end.postMessage(message),
    listen(listener) {
      const take = (event: { data: unknown }): void => listener(event.data);
      end.addEventListener('message', take as never);
      return () => end.removeEventListener('message', take as never);
    },
  };
}
