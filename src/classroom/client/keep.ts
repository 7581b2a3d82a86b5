// What this device remembers: the tokens by which it is somebody in a room, answers that are not received yet, and how
// large the text is. Where nothing can be kept it lasts until the page is closed.

const memory = new Map<string, string>();

function read<T>(key: string): T | undefined {
  try {
    const text = localStorage.getItem(key) ?? memory.get(key);
    return text === undefined || text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    const text = memory.get(key);
    return text === undefined ? undefined : (JSON.parse(text) as T);
  }
}

function write(key: string, value: unknown): void {
  const text = value === undefined ? undefined : JSON.stringify(value);
  if (text === undefined) memory.delete(key);
  else memory.set(key, text);
  try {
    if (text === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // A private window: the memory above has it.
  }
}

const PREFIX = 'rootless-classroom';

export interface Seat {
  token: string;
  name: string;
}

export const seatIn = (room: string): Seat | undefined => read(`${PREFIX}/seat/${room}`);
export const keepSeat = (room: string, seat: Seat | undefined): void => write(`${PREFIX}/seat/${room}`, seat);

/** A token that a join is tried with: the same again until it is answered, so that one person has one seat. */
export const tokenFor = (room: string): string | undefined => read(`${PREFIX}/token/${room}`);
export const keepToken = (room: string, token: string | undefined): void =>
  write(`${PREFIX}/token/${room}`, token);

export const waitingIn = <T>(room: string): T[] => read<T[]>(`${PREFIX}/waiting/${room}`) ?? [];
export const keepWaiting = (room: string, waiting: readonly unknown[]): void =>
  write(`${PREFIX}/waiting/${room}`, waiting.length === 0 ? undefined : waiting);

export const textSize = (): number => read<number>(`${PREFIX}/text`) ?? 0;
export const keepTextSize = (size: number): void => write(`${PREFIX}/text`, size);

export const teacherKey = (): string | undefined => read(`${PREFIX}/key`);
export const keepTeacherKey = (key: string | undefined): void => write(`${PREFIX}/key`, key);
