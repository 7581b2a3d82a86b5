// What a node keeps in memory of a room that somebody is in: its state, its students, who is listening. The database
// is the truth; this is its shadow, refreshed when the room's revision has moved on elsewhere.
import type {
  Me,
  Progress,
  ProjectorRoom,
  PublicRoom,
  Role,
  Standing,
  Tally,
  TeacherRoom,
} from '../model.ts';
import { publicRoom, shownQuestion } from '../public.ts';
import type { StoredRoom, StoredStudent } from './store/index.ts';
import { type Message, message, type Stream } from './stream.ts';

export interface Live {
  room: StoredRoom;
  readonly students: Map<string, StoredStudent>;
  readonly streams: Set<Stream>;
  /** Names that came in last, newest first. */
  newest: string[];
  /** Something has come in that teachers should see. */
  dirty: boolean;
  /** As last written, so that the same is not written again. */
  lastProgress: string;
  progress: Progress | undefined;
  /** Computed when a question is revealed, for this revision. */
  figures: { rev: number; counts?: Tally; leaders?: Standing[]; teamStandings?: Standing[] } | undefined;
  timer: NodeJS.Timeout | undefined;
  /** When it was last of use (ms, steady). */
  used: number;
  messages: { rev: number; student?: Message; projector?: Message; teacher?: Message; assistant?: Message };
}

export function createLive(room: StoredRoom, students: readonly StoredStudent[], used: number): Live {
  return {
    room,
    students: new Map(students.map((student) => [student.id, student])),
    streams: new Set(),
    newest: students
      .slice(-30)
      .reverse()
      .map(({ name }) => name),
    dirty: true,
    lastProgress: '',
    progress: undefined,
    figures: undefined,
    timer: undefined,
    used,
    messages: { rev: -1 },
  };
}

export const present = (live: Live): number => {
  let count = 0;
  for (const { removed } of live.students.values()) if (!removed) count++;
  return count;
};

/** The room as one of these roles sees it; made once per revision. */
export function roomMessage(live: Live, role: Role | 'student', now: number): Message {
  const { room, figures } = live;
  if (live.messages.rev !== room.rev) live.messages = { rev: room.rev };
  const known = live.messages[role];
  if (known) return known;
  const current = figures?.rev === room.rev ? figures : undefined;
  const shown: PublicRoom = publicRoom(room.setup, room.state, {
    now,
    seq: room.rev,
    counts: current?.counts,
    leaders: current?.leaders,
    teamStandings: current?.teamStandings,
  });
  const made = message('room', role === 'student' ? shown : withRole(live, role, shown), room.rev);
  live.messages[role] = made;
  return made;
}

function withRole(live: Live, role: Role, shown: PublicRoom): ProjectorRoom | TeacherRoom {
  const { id, code, setup, state, expires } = live.room;
  if (role === 'projector') {
    const { leaders, ...rest } = shown;
    return {
      ...rest,
      // Hidden names are hidden on the wall; each student still sees their own place on their own screen.
      ...(leaders && !state.hideNames && { leaders }),
      id,
      code,
      showCounts: state.counts,
      hideNames: state.hideNames,
    };
  }
  return {
    ...shown,
    id,
    code,
    origin: setup.origin,
    settings: setup.settings,
    state,
    key: shownQuestion(setup, state.question, true),
    role,
    expires,
  };
}

/** A student's own part, without what only the database knows. */
export function meOf(live: Live, student: StoredStudent, answers: Pick<Me, 'answers' | 'keys'>): Me {
  return {
    id: student.id,
    name: student.name,
    team: student.team,
    extra: student.extra,
    removed: student.removed,
    // Another order for everyone, the same after every reload.
    shuffle: `${live.room.id}/${student.id}`,
    ...answers,
  };
}
