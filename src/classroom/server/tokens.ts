// Ids, codes and tokens. Who has a token is who it was made for; the database knows only digests.
import { createHmac, hash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import type { Role } from '../model.ts';
import type { RoomKeys } from './store/index.ts';

export const randomId = (): string => randomBytes(9).toString('base64url');
export const randomSecret = (): string => randomBytes(32).toString('base64url');
/** Six digits, never beginning with 0: it is read aloud and typed on phones. */
export const randomCode = (): string => String(randomInt(100_000, 1_000_000));

const digest = (text: string): string => hash('sha256', text, 'base64url').slice(0, 22);

/** A student's id follows from the token they drew: the same token is the same student, on any node. */
export const studentId = (room: string, token: string): string => digest(`${room}/${token}`);

/** 128 bits that the student's own device drew. */
export const isStudentToken = (token: unknown): token is string =>
  typeof token === 'string' && /^s_[A-Za-z0-9_-]{22}$/.test(token);

const letters: Readonly<Record<Role, string>> = { teacher: 't', assistant: 'c', projector: 'p' };

/** The links of a room, which can be given again to whoever may make rooms: they follow from the server's secret. */
export function linkTokens(secret: string, room: string): Record<Role, string> {
  const token = (role: Role): string =>
    `${letters[role]}_${createHmac('sha256', secret).update(`${room}/${role}`).digest('base64url').slice(0, 22)}`;
  return { teacher: token('teacher'), assistant: token('assistant'), projector: token('projector') };
}

export function linkKeys(tokens: Record<Role, string>): RoomKeys {
  return {
    teacher: digest(tokens.teacher),
    assistant: digest(tokens.assistant),
    projector: digest(tokens.projector),
  };
}

export function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

export function roleOf(keys: RoomKeys, token: string): Role | undefined {
  const found = digest(token);
  return (['teacher', 'assistant', 'projector'] as const).find((role) => same(keys[role], found));
}
