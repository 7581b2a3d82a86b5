// When an item comes back: FSRS-6 over the attempts. A card is not kept, it is what the attempts add up to, so that two
// devices that know the same attempts have the same cards. Loaded where a schedule is shown: it brings ts-fsrs.
// Source: facts on FSRS at github.com/open-spaced-repetition; target 0.9. Tests: test/progress/schedule.
import { createEmptyCard, type Card as FsrsCard, fsrs, type Grade, Rating, State } from 'ts-fsrs';
import type { AttemptFact, CardFact, Fact } from './fact.ts';

export const DAY = 86_400_000;
/** Answers to one item within this time are one review: what is tried again at once is not remembered, but read. */
const ONE_REVIEW = DAY / 48;

/** Whole days, no steps within a day, no chance: a calm schedule that is the same on every device. */
const scheduler = fsrs({ request_retention: 0.9, enable_fuzz: false, enable_short_term: false });

export interface Card {
  quiz: string;
  item: string;
  /** Of the item as it was asked: a card of another content is another card. */
  hash: string;
  /** When it should come back, and when it was last reviewed, ms since epoch. */
  due: number;
  last: number;
  /** Days until the chance to remember falls to nine in ten. */
  stability: number;
  /** 1 to 10. */
  difficulty: number;
  reps: number;
  lapses: number;
}

/** Cards by `quiz/item/hash`, from all attempts and what other devices sent. */
export function cardsOf(facts: Iterable<Fact>): Map<string, Card> {
  const attempts = new Map<string, AttemptFact[]>();
  const sent = new Map<string, CardFact>();
  for (const fact of facts) {
    if (fact.kind === 'attempt') {
      const key = cardKey(fact);
      const list = attempts.get(key);
      if (list) list.push(fact);
      else attempts.set(key, [fact]);
    } else if (fact.kind === 'card') sent.set(cardKey(fact), fact);
  }
  const cards = new Map<string, Card>();
  for (const key of new Set([...attempts.keys(), ...sent.keys()])) {
    const card = cardOf(attempts.get(key) ?? [], sent.get(key));
    if (card) cards.set(key, card);
  }
  return cards;
}

export const cardKey = ({ quiz, item, hash }: { quiz: string; item: string; hash: string }): string =>
  `${quiz}/${item}/${hash}`;

function cardOf(attempts: AttemptFact[], sent: CardFact | undefined): Card | undefined {
  attempts.sort((a, b) => a.at - b.at || (a.nonce < b.nonce ? -1 : 1));
  const [first] = attempts;
  const named = first ?? sent;
  if (!named) return undefined;
  let card: FsrsCard = sent ? fromSent(sent) : createEmptyCard(first?.at ?? 0);
  let last = sent?.at ?? Number.NEGATIVE_INFINITY;
  for (const attempt of attempts) {
    // What the other device knew is in its card already; what follows closely belongs to the review before.
    if (attempt.at <= last || attempt.at - last < ONE_REVIEW) continue;
    card = scheduler.next(card, attempt.at, ratingOf(attempt)).card;
    last = attempt.at;
  }
  return {
    quiz: named.quiz,
    item: named.item,
    hash: named.hash,
    due: card.due.getTime(),
    last,
    stability: card.stability,
    difficulty: card.difficulty,
    reps: card.reps,
    lapses: card.lapses,
  };
}

/** A guess that was right is remembered less surely than it looks. */
function ratingOf({ right, gaveUp, sure }: AttemptFact): Grade {
  if (!right || gaveUp) return Rating.Again;
  return sure === 1 ? Rating.Hard : Rating.Good;
}

function fromSent({ at, stability, difficulty, reps, lapses }: CardFact): FsrsCard {
  const days = Math.max(1, Math.round(stability));
  return {
    ...createEmptyCard(at),
    due: new Date(at + days * DAY),
    last_review: new Date(at),
    stability: Math.max(stability, 0.01),
    difficulty,
    reps,
    lapses,
    scheduled_days: days,
    state: State.Review,
  };
}

/** The chance, 0 to 1, that it is remembered at a time. */
export function remembered(card: Pick<Card, 'stability' | 'last'>, now: number): number {
  return scheduler.forgetting_curve(Math.max(0, (now - card.last) / DAY), card.stability);
}

/** Due today: before the end of the learner's day, so that the hour of the last answer plays no part. */
export const isDue = (card: Card, now: number): boolean => card.due < endOfDay(now);

export function endOfDay(now: number): number {
  const day = new Date(now);
  day.setHours(24, 0, 0, 0);
  return day.getTime();
}

/** How many cards come due on each of the next days; the first is today with all that is overdue. */
export function forecast(cards: Iterable<Card>, now: number, days: number): number[] {
  const counts = Array.from({ length: days }, () => 0);
  const today = endOfDay(now);
  for (const { due } of cards) {
    const day = due < today ? 0 : 1 + Math.floor((due - today) / DAY);
    if (day < days) counts[day] = (counts[day] ?? 0) + 1;
  }
  return counts;
}

/** From this stability on an item is held to be kept for good: about three months. */
export const KEPT_DAYS = 90;
