// What of a room students may see, and what their answers mean. No key leaves the server before its question is
// revealed: items go out as the quiz room's `publicItem`. Pure. Tests: test/classroom/public.test.ts.
import {
  type Answer,
  gradePublic,
  type Item,
  isComplete,
  partners,
  privateAnswer,
  publicItem,
  shuffled,
} from '../quiz/index.ts';
import type { PublicRoom, Question, RoomState, Setup, ShownQuestion, Standing, Tally } from './model.ts';

/** The item as the room keeps it: options in an order that says nothing, an id that says nothing. */
export function prepareItem(item: Item, index: number, seed: string): Item {
  const named = { ...item, id: `q${index + 1}`, place: undefined };
  if (named.kind === 'choice' || named.kind === 'several')
    return { ...named, options: shuffled(named.options, `${seed}/options`) };
  if (named.kind === 'true-false' || named.kind === 'decision')
    return { ...named, reasons: shuffled<never>(named.reasons as never, `${seed}/options`) } as Item;
  if (named.kind === 'sort') return { ...named, things: shuffled(named.things, `${seed}/things`) };
  return named;
}

/** The secret by which a question's parts are shuffled. */
const seedOf = (setup: Setup, index: number): string => `${setup.seed}/${index}`;

export function shownQuestion(setup: Setup, index: number, revealed: boolean): ShownQuestion | undefined {
  const question = setup.questions[index];
  if (!question) return undefined;
  if (question.kind === 'sandbox') return { index, ...question };
  const { item } = question;
  const seed = seedOf(setup, index);
  if (!revealed) return { kind: 'item', index, item: publicItem(item, seed), revealed };
  const order = orderOf(item, seed);
  return { kind: 'item', index, item: { ...item, hash: '' }, revealed, ...(order && { order }) };
}

/** Where kinds are asked in another order than they are explained: the way from one to the other. */
function orderOf(item: Item, seed: string): readonly number[] | undefined {
  const count = item.kind === 'order' ? item.steps.length : item.kind === 'match' ? partners(item).length : 0;
  if (count === 0) return undefined;
  return privateAnswer(
    item,
    Array.from({ length: count }, (_, at) => at),
    seed,
  ) as readonly number[];
}

/** An own answer in terms of the question as it is shown now. */
export function answerAsShown(shown: ShownQuestion, answer: Answer): Answer {
  if (shown.kind !== 'item' || !shown.order) return answer;
  const { order } = shown;
  return answer.map((at) => (at === '' ? '' : (order[Number(at)] ?? '')));
}

/** @returns points, of how many, in the terms of the quiz room's grades */
export function gradeAnswer(setup: Setup, index: number, answer: Answer): { score: number; outOf: number } {
  const question = setup.questions[index] as Question;
  if (question.kind === 'sandbox') return { score: answer.length, outOf: question.tasks.length };
  const { score, outOf } = gradePublic(question.item, answer, seedOf(setup, index));
  return { score, outOf };
}

const indexIn = (list: readonly unknown[], at: unknown): boolean =>
  Number.isInteger(at) && (at as number) >= 0 && (at as number) < list.length;
const noneTwice = (answer: Answer): boolean => new Set(answer).size === answer.length;

/** Whether somebody could have given this answer to this question with our own page. */
export function isAnswer(question: Question, answer: unknown): answer is Answer {
  if (!Array.isArray(answer) || answer.length > 100) return false;
  if (!answer.every((part) => (typeof part === 'number' ? Number.isFinite(part) : typeof part === 'string')))
    return false;
  if (question.kind === 'sandbox')
    return noneTwice(answer) && answer.every((id) => question.tasks.some((task) => task.id === id));
  const { item } = question;
  return fits(item, answer) && isComplete(publicItem(item, ''), answer);
}

function fits(item: Item, answer: Answer): boolean {
  switch (item.kind) {
    case 'choice':
      return answer.length === 1 && indexIn(item.options, answer[0]);
    case 'several':
      return noneTwice(answer) && answer.every((at) => indexIn(item.options, at));
    case 'true-false':
      return (
        answer.length === 2 &&
        ['true', 'false'].includes(String(answer[0])) &&
        indexIn(item.reasons, answer[1])
      );
    case 'order':
      return (
        answer.length === item.steps.length &&
        noneTwice(answer) &&
        answer.every((at) => indexIn(item.steps, at))
      );
    case 'sort':
      return (
        answer.length === item.things.length && answer.every((bin) => item.bins.some(({ id }) => id === bin))
      );
    case 'match':
      return answer.length === item.pairs.length && answer.every((at) => indexIn(partners(item), at));
    case 'text':
      return answer.length === 1 && String(answer[0]).length <= 300;
    case 'number':
      return answer.length <= 2 && String(answer[0]).length <= 50;
    case 'decision':
      return answer.length === 2 && VERDICTS.includes(String(answer[0])) && indexIn(item.reasons, answer[1]);
    case 'point':
      return noneTwice(answer) && answer.every((at) => item.statements.some(({ id }) => id === at));
    case 'fix':
      return answer.length === 1 && String(answer[0]).length <= 20_000;
  }
}

const VERDICTS: readonly string[] = ['allow', 'explicitDeny', 'implicitDeny'];

/** What the answers to a kind have in common to choose from: texts of options, or names of verdicts. */
export function choicesOf(item: Item): readonly { text: string; right: boolean }[] {
  switch (item.kind) {
    case 'choice':
    case 'several':
      return item.options;
    case 'true-false':
      return ['true', 'false'].map((text) => ({ text, right: item.holds === (text === 'true') }));
    case 'decision':
      return VERDICTS.map((text) => ({ text, right: item.verdict === text }));
    default:
      return [];
  }
}

/** Which of `choicesOf` an answer is for. */
function chosen(item: Item, answer: Answer): readonly number[] {
  if (item.kind === 'choice' || item.kind === 'several') return answer.map(Number);
  if (item.kind === 'true-false') return [answer[0] === 'true' ? 0 : 1];
  if (item.kind === 'decision') return [VERDICTS.indexOf(String(answer[0]))];
  return [];
}

export interface CountedAnswer {
  body: string;
  sure: number | null;
  score: number;
  outOf: number;
  count: number;
}

export function tally(
  setup: Setup,
  question: number,
  round: number,
  counted: readonly CountedAnswer[],
): Tally {
  const asked = setup.questions[question];
  const item = asked?.kind === 'item' ? asked.item : undefined;
  const sandbox = asked?.kind === 'sandbox' ? asked.tasks : [];
  const options = (item ? choicesOf(item) : sandbox).map(() => 0);
  const sum = { answered: 0, right: 0, sureWrong: 0 };
  for (const { body, sure, score, outOf, count } of counted) {
    sum.answered += count;
    if (score === outOf) sum.right += count;
    else if (sure === 3) sum.sureWrong += count;
    const answer = JSON.parse(body) as Answer;
    const hits = item
      ? chosen(item, answer)
      : answer.map((id) => sandbox.findIndex((task) => task.id === id));
    for (const at of hits) if (options[at] !== undefined) options[at] += count;
  }
  return { question, round, options, ...sum };
}

/** What is right, but not why. */
function withoutReasons(shown: ShownQuestion): ShownQuestion {
  if (shown.kind !== 'item') return shown;
  const text = JSON.stringify(shown.item, (key, value: unknown) =>
    key === 'why' ? '' : key === 'told' ? [] : value,
  );
  return { ...shown, item: JSON.parse(text) as Item };
}

export interface PublicExtras {
  now: number;
  seq: number;
  counts?: Tally | undefined;
  leaders?: readonly Standing[] | undefined;
  teamStandings?: readonly Standing[] | undefined;
}

/** The one text that every student is sent. */
export function publicRoom(setup: Setup, state: RoomState, extras: PublicExtras): PublicRoom {
  const { settings } = setup;
  const { phase, question, round, closes, left, duration, explained, locked } = state;
  const over = phase === 'ended';
  const indexes =
    settings.mode === 'paced' || over
      ? phase === 'lobby'
        ? []
        : setup.questions.map((_, index) => index)
      : question >= 0
        ? [question]
        : [];
  const revealed = phase === 'revealed' || over;
  return {
    seq: extras.seq,
    now: extras.now,
    title: setup.title,
    mode: settings.mode,
    graded: setup.graded,
    phase,
    locked,
    total: setup.questions.length,
    question,
    round,
    closes,
    left,
    duration,
    due: settings.due,
    changes: settings.changes,
    confidence: settings.confidence,
    teams: settings.teams,
    feedback: settings.feedback,
    explained,
    shown: indexes
      .map((index) => shownQuestion(setup, index, over || (revealed && state.revealed.includes(index))))
      .filter((one) => one !== undefined)
      // In a lesson the teacher explains first, or lets the class do it.
      .map((one) => (settings.mode === 'live' && !over && !explained ? withoutReasons(one) : one)),
    ...(revealed && extras.counts && { counts: extras.counts }),
    ...(revealed && extras.leaders && { leaders: extras.leaders }),
    ...(revealed && extras.teamStandings && { teamStandings: extras.teamStandings }),
  };
}
