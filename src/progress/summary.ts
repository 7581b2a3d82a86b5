// Facts folded into what pages show: per lesson, exercise and quiz item. Pure. Tests: test/progress/summary.
import type { AttemptFact, CardFact, ExamFact, Fact } from './fact.ts';

export interface LessonSummary {
  opened?: number;
  read?: number;
  /** Shown to be known by a test. */
  known?: number;
  /** Where the learner was last, and when. */
  place?: { at: number; place: string };
}

export interface ExerciseSummary {
  opened?: number;
  solved?: number;
  /** When the solution was shown: solved, but not unaided. */
  solution?: number;
  /** Of a challenge: the fewest requests it was solved with. */
  score?: number;
  tasks: Readonly<Record<string, number>>;
  hints: number;
}

export interface ItemSummary {
  attempts: number;
  /** Whether the first answer ever given was right. */
  rightAtFirst: boolean;
  /** Whether it was ever answered rightly. */
  right: boolean;
  last: AttemptFact;
}

export interface Summary {
  lessons: Readonly<Record<string, LessonSummary>>;
  exercises: Readonly<Record<string, ExerciseSummary>>;
  /** By quiz, then by item. */
  quizzes: Readonly<Record<string, Readonly<Record<string, ItemSummary>>>>;
  /** By exam, the earliest first. */
  exams: Readonly<Record<string, readonly ExamFact[]>>;
  /** The lesson touched last, for «continue where you left off». */
  latest?: { lesson: string; at: number; place?: string };
}

export function summarize(facts: Iterable<Fact>): Summary {
  const lessons = table<LessonSummary>();
  type Exercise = { -readonly [K in keyof ExerciseSummary]: ExerciseSummary[K] };
  const exercises = table<Exercise>();
  const attempts = table<Record<string, AttemptFact[]>>();
  const cards: CardFact[] = [];
  const exams = table<ExamFact[]>();
  for (const fact of facts) {
    if (fact.kind === 'lesson') {
      const lesson = entry<LessonSummary>(lessons, fact.lesson, () => ({}));
      if (fact.what === 'place') lesson.place = { at: fact.at, place: fact.place };
      else lesson[fact.what] = fact.at;
    } else if (fact.kind === 'exercise') {
      const exercise = entry<Exercise>(exercises, fact.exercise, () => ({ tasks: {}, hints: 0 }));
      if (fact.what === 'task') exercise.tasks = { ...exercise.tasks, [fact.task]: fact.at };
      else if (fact.what === 'hint') exercise.hints++;
      else if (fact.what === 'score') exercise.score = fact.requests;
      else exercise[fact.what] = fact.at;
    } else if (fact.kind === 'card') {
      cards.push(fact);
    } else if (fact.kind === 'exam') {
      entry(exams, fact.exam, () => []).push(fact);
    } else if (fact.kind === 'attempt') {
      const quiz = entry(attempts, fact.quiz, () => table<AttemptFact[]>());
      entry(quiz, fact.item, () => []).push(fact);
    }
  }
  const quizzes = table<Record<string, ItemSummary>>();
  for (const [quiz, items] of Object.entries(attempts)) {
    quizzes[quiz] = table<ItemSummary>();
    for (const [item, list] of Object.entries(items)) quizzes[quiz][item] = summarizeItem(list);
  }
  for (const card of cards) {
    const quiz = entry(quizzes, card.quiz, () => table<ItemSummary>());
    quiz[card.item] = withCard(quiz[card.item], card);
  }
  for (const list of Object.values(exams)) list.sort((a, b) => a.at - b.at || (a.nonce < b.nonce ? -1 : 1));
  const latest = latestLesson(lessons);
  return { lessons, exercises, quizzes, exams, ...(latest ? { latest } : {}) };
}

/** Without a prototype: ids come from imported files and may be called «constructor». */
const table = <T>(): Record<string, T> => Object.create(null);

function entry<T>(record: Record<string, T>, key: string, make: () => T): T {
  const known = record[key] ?? make();
  record[key] = known;
  return known;
}

function summarizeItem(attempts: AttemptFact[]): ItemSummary {
  attempts.sort((a, b) => a.at - b.at || (a.nonce < b.nonce ? -1 : 1));
  return {
    attempts: attempts.length,
    rightAtFirst: attempts[0]?.right ?? false,
    right: attempts.some((attempt) => attempt.right),
    last: attempts.at(-1) as AttemptFact,
  };
}

/** What another device knew of an item counts too; the attempts themselves stayed there. */
function withCard(here: ItemSummary | undefined, card: CardFact): ItemSummary {
  const { quiz, item, hash, at, right } = card;
  const there: AttemptFact = {
    v: card.v,
    kind: 'attempt',
    quiz,
    item,
    hash,
    right,
    gaveUp: false,
    answer: '',
    nonce: 'card',
    at,
  };
  if (!here) return { attempts: card.reps, rightAtFirst: card.rightAtFirst, right, last: there };
  return { ...here, right: here.right || right, last: at > here.last.at ? there : here.last };
}

function latestLesson(lessons: Readonly<Record<string, LessonSummary>>): Summary['latest'] {
  let latest: Summary['latest'];
  for (const [lesson, { opened, read, place }] of Object.entries(lessons)) {
    // One that a test has shown to be known was never open.
    if (opened === undefined && read === undefined && place === undefined) continue;
    const at = Math.max(opened ?? 0, read ?? 0, place?.at ?? 0);
    if (!latest || at > latest.at) latest = { lesson, at, ...(place ? { place: place.place } : {}) };
  }
  return latest;
}

/** What a lesson consists of, for its share done. */
export interface LessonParts {
  lesson: string;
  exercise?: string | undefined;
  quiz?: { id: string; items: readonly string[] } | undefined;
}

export interface LessonState {
  read: boolean;
  exercise: boolean;
  quiz: boolean;
  /** 0 to 1: text, exercise and quiz count alike; a quiz counts by its items. */
  share: number;
  finished: boolean;
  /** A test showed that it is known already; then it is finished, whatever was read. */
  known: boolean;
}

export function lessonState(summary: Summary, parts: LessonParts): LessonState {
  const read = summary.lessons[parts.lesson]?.read !== undefined;
  const exercise = parts.exercise !== undefined && summary.exercises[parts.exercise]?.solved !== undefined;
  const answered =
    parts.quiz?.items.filter((item) => summary.quizzes[parts.quiz?.id ?? '']?.[item]?.right).length ?? 0;
  const items = parts.quiz?.items.length ?? 0;
  const quiz = items > 0 && answered === items;
  const shares = [
    read ? 1 : 0,
    ...(parts.exercise === undefined ? [] : [exercise ? 1 : 0]),
    ...(items === 0 ? [] : [answered / items]),
  ];
  const share = shares.reduce((sum, one) => sum + one, 0) / shares.length;
  const known = summary.lessons[parts.lesson]?.known !== undefined;
  return { read, exercise, quiz, share: known ? 1 : share, finished: known || share === 1, known };
}
