// A run of CloudTrail records in little memory: what many share is kept once as JSON, ids are kept as bytes. A log of
// 100,000 records takes some ten megabytes so, as objects it took sixty. Tests: test/cloud/events.test.ts
import type { CloudTrailEvent } from './events.ts';

export interface PackedEvents {
  readonly length: number;
  add(event: CloudTrailEvent): void;
  at(index: number): CloudTrailEvent | undefined;
}

/** In the place of what differs from record to record; so a record gets its members back in their order. */
const blanks = { eventTime: 0, requestParameters: 0, responseElements: 0, requestID: 0, eventID: 0 };
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** @param capacity records it will hold at most */
export function packedEvents(capacity: number): PackedEvents {
  const refs = new Uint16Array(capacity * 6);
  const ids = new Uint8Array(capacity * 32);
  const texts: string[] = [];
  const places = new Map<string, number>();
  let length = 0;

  function place(text: string): number {
    let found = places.get(text);
    if (found === undefined) {
      found = texts.push(text) - 1;
      places.set(text, found);
    }
    return found;
  }

  /** Zero where the bytes say it; an id of another form is a text, counted from one. */
  function putId(id: string, at: number): number {
    if (!uuid.test(id)) return place(JSON.stringify(id)) + 1;
    let to = at;
    for (let i = 0; i < 36; i += 2) {
      if (id.charCodeAt(i) === 45) i++;
      ids[to++] = Number.parseInt(id.slice(i, i + 2), 16);
    }
    return 0;
  }

  function getId(ref: number, at: number): string {
    if (ref > 0) return JSON.parse(texts[ref - 1] as string) as string;
    let hex = '';
    for (let i = at; i < at + 16; i++) hex += (ids[i] as number).toString(16).padStart(2, '0');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  return {
    get length() {
      return length;
    },
    add(event) {
      const at = length * 6;
      refs[at] = place(shared(JSON.stringify({ ...event, ...blanks })));
      refs[at + 1] = place(event.eventTime);
      refs[at + 2] = place(JSON.stringify(event.requestParameters));
      refs[at + 3] = place(JSON.stringify(event.responseElements));
      refs[at + 4] = putId(event.requestID, length * 32);
      refs[at + 5] = putId(event.eventID, length * 32 + 16);
      length++;
      if (length === capacity) places.clear();
    },
    at(index) {
      if (index < 0 || index >= length) return undefined;
      const text = (column: number) => texts[refs[index * 6 + column] as number] as string;
      return {
        ...frame(text(0)),
        eventTime: text(1),
        requestParameters: JSON.parse(text(2)),
        responseElements: JSON.parse(text(3)),
        requestID: getId(refs[index * 6 + 4] as number, index * 32),
        eventID: getId(refs[index * 6 + 5] as number, index * 32 + 16),
      };
    },
  };
}

const known = new Map<string, string>();

/** One copy of a frame that comes again in the next runs. */
function shared(text: string): string {
  const found = known.get(text);
  if (found !== undefined) return found;
  if (known.size > 500) known.clear();
  known.set(text, text);
  return text;
}

const frames = new Map<string, CloudTrailEvent>();

/** Read once while records that have it are asked for one after another. */
function frame(text: string): CloudTrailEvent {
  let found = frames.get(text);
  if (!found) {
    if (frames.size > 100) frames.clear();
    found = JSON.parse(text) as CloudTrailEvent;
    frames.set(text, found);
  }
  return found;
}
