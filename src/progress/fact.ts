// What can be known about a learner: small immutable facts. All progress is a set of facts, merged key by key.
// Every key's facts are totally ordered and merging takes the least (or greatest), so merging two sets is
// commutative, associative and idempotent: devices and tabs agree whatever the order. Tests: test/progress/merge.

/** The version this code writes. Older ones are migrated when read (record.ts), newer ones left alone. */
export const VERSION = 1;

interface Stamped {
  v: typeof VERSION;
  /** When it became true, ms since epoch, by the learner's clock. */
  at: number;
}

export type LessonFact = Stamped & { kind: 'lesson'; lesson: string } & (
    | { what: 'opened' | 'read' }
    /** Shown to be known already, by a test. */
    | { what: 'known' }
    /** Where in the text the learner was last: a heading's id. */
    | { what: 'place'; place: string }
  );

export type ExerciseFact = Stamped & { kind: 'exercise'; exercise: string } & (
    | { what: 'opened' | 'solved' | 'solution' }
    /** A challenge was solved with so many requests; the least is kept. */
    | { what: 'score'; requests: number }
    | { what: 'task'; task: string }
    /** The nth hint (from 0) of a task was shown. */
    | { what: 'hint'; task: string; hint: number }
  );

/** One answer to one quiz item. Append-only: `nonce` tells it from every other answer ever given. */
export type AttemptFact = Stamped & {
  kind: 'attempt';
  quiz: string;
  item: string;
  /** Content hash of the item as it was asked, so that statistics start anew when it is rewritten. */
  hash: string;
  right: boolean;
  gaveUp: boolean;
  /** The answer as text, in the notation of the item's kind (src/quiz). */
  answer: string;
  /** How sure the learner said they were, where they were asked: 1 a guess, 3 certain. */
  sure?: 1 | 2 | 3;
  nonce: string;
};

/** Exercises come back in the review like questions: under this quiz, each time one was done to its end. */
export const TASKS = '~tasks';
/** An exercise is the same whatever its words. */
const TASK_HASH = '1';

/** One time that an exercise was done; unaided, or with its solution shown. */
export const taskAttempt = (exercise: string, unaided: boolean): NewFact => ({
  kind: 'attempt',
  quiz: TASKS,
  item: exercise,
  hash: TASK_HASH,
  right: unaided,
  gaveUp: !unaided,
  answer: '',
});

/**
 * What another device knew about one item's place in the review, without the attempts that led there: the memory state
 * of FSRS after the review at `at`. Attempts after it go on from there (schedule.ts).
 */
export type CardFact = Stamped & {
  kind: 'card';
  quiz: string;
  item: string;
  hash: string;
  /** Days until it is remembered with a chance of nine in ten. */
  stability: number;
  /** 1 to 10. */
  difficulty: number;
  reps: number;
  lapses: number;
  /** Whether it was ever answered rightly there, and whether the first answer was right. */
  right: boolean;
  rightAtFirst: boolean;
};

/** One exam taken to its end. Append-only, like attempts. */
export type ExamFact = Stamped & {
  kind: 'exam';
  /** `placement`, `final`, or a part of the course: `module-<part>`. */
  exam: string;
  right: number;
  total: number;
  passed: boolean;
  nonce: string;
};

export type Fact = LessonFact | ExerciseFact | AttemptFact | CardFact | ExamFact;
export type Kind = Fact['kind'];
export const kinds: readonly Kind[] = ['lesson', 'exercise', 'attempt', 'card', 'exam'];

type New<F> = F extends Fact ? Omit<F, 'v' | 'at' | 'nonce'> & { at?: number } : never;
/** A fact as a page tells it: version, nonce, and mostly the time, are added when it is recorded. */
export type NewFact = New<Fact>;

export type Facts = ReadonlyMap<string, Fact>;

/** Where a fact is kept: facts with one key say the same thing, and only one of them stays. */
export function keyOf(fact: Fact): string {
  switch (fact.kind) {
    case 'lesson':
      return `lesson/${fact.lesson}/${fact.what}`;
    case 'exercise':
      if (fact.what === 'task') return `exercise/${fact.exercise}/task/${fact.task}`;
      if (fact.what === 'hint') return `exercise/${fact.exercise}/hint/${fact.task}/${fact.hint}`;
      return `exercise/${fact.exercise}/${fact.what}`;
    case 'attempt':
      return `attempt/${fact.quiz}/${fact.item}/${fact.at.toString(36)}-${fact.nonce}`;
    case 'card':
      return `card/${fact.quiz}/${fact.item}`;
    case 'exam':
      return `exam/${fact.exam}/${fact.at.toString(36)}-${fact.nonce}`;
  }
}

/**
 * Of two facts with one key the one that stays: the earlier; of places in a lesson and of cards the later; of scores the
 * better.
 */
export function join(a: Fact, b: Fact): Fact {
  const better = requests(a) - requests(b);
  if (better !== 0) return better < 0 ? a : b;
  const order = a.at - b.at || compare(JSON.stringify(a), JSON.stringify(b));
  const last = a.kind === 'card' || (a.kind === 'lesson' && a.what === 'place');
  return order === 0 || order < 0 !== last ? a : b;
}

const requests = (fact: Fact): number =>
  fact.kind === 'exercise' && fact.what === 'score' ? fact.requests : 0;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The union of two sets, merged key by key. Neither is changed. */
export function merge(a: Facts, b: Iterable<Fact>): Map<string, Fact> {
  const merged = new Map(a);
  for (const fact of b) {
    const key = keyOf(fact);
    const known = merged.get(key);
    merged.set(key, known === undefined ? fact : join(known, fact));
  }
  return merged;
}
