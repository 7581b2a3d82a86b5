// Why the server says no: codes with parameters; the sentences are in strings.ts. Types and one small error.

export type RefusalCode =
  | 'no-room' // no room has this code or id
  | 'no-key' // the token is missing, wrong, or may not do this
  | 'teacher-key' // making rooms from this machine needs the teacher's key
  | 'moved-on' // the room has moved on since this was pressed
  | 'not-now' // the room is in no state for this
  | 'locked'
  | 'full'
  | 'removed'
  | 'name-taken'
  | 'name-refused'
  | 'too-late'
  | 'wrong-question'
  | 'bad-answer'
  | 'bad-request'
  | 'too-large'
  | 'too-fast'
  | 'bad-file'
  | 'no-content'
  | 'busy' // the queue is full: come back in a moment
  | 'storage-full'
  | 'storage'; // the database cannot be reached: come back in a moment

export const statusOf: Readonly<Record<RefusalCode, number>> = {
  'no-room': 404,
  'no-key': 403,
  'teacher-key': 403,
  'moved-on': 409,
  'not-now': 409,
  locked: 403,
  full: 403,
  removed: 403,
  'name-taken': 409,
  'name-refused': 422,
  'too-late': 409,
  'wrong-question': 409,
  'bad-answer': 422,
  'bad-request': 400,
  'too-large': 413,
  'too-fast': 429,
  'bad-file': 422,
  'no-content': 404,
  busy: 503,
  'storage-full': 503,
  storage: 503,
};

/** A refusal on its way to whoever asked. `detail` is for teachers: what in their file is wrong, and where. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly detail: string | undefined;
  constructor(code: RefusalCode, detail?: string) {
    super(detail ? `${code}: ${detail}` : code);
    this.code = code;
    this.detail = detail;
  }
}
