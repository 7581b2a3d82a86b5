// What is due today, in what order, and how far the whole course is kept. Pure. Tests: test/quiz/due.
import { TASKS } from '../progress/index.ts';
import { type Card, cardKey, forecast, isDue, KEPT_DAYS, remembered } from '../progress/schedule.ts';
import type { Catalog } from './catalog.ts';
import { A_SITTING } from './sitting.ts';

/** About so long a question takes, in seconds. */
const SECONDS = 30;

export interface Today {
  /** Due questions, those that are being forgotten fastest first; all of them. */
  items: readonly { quiz: string; item: string; lesson?: string }[];
  /** Exercises to do again: the lesson that each belongs to. */
  tasks: readonly { exercise: string; lesson: string }[];
  minutes: number;
  /** When the next one comes, where none is due; ms since epoch. */
  next?: number;
  forecast: readonly number[];
  /** Of all questions of the course: how many were met, and how many are held for three months or more. */
  goal: { total: number; met: number; kept: number };
}

export function todayOf(catalog: Catalog, cards: ReadonlyMap<string, Card>, now: number, days = 14): Today {
  const mine: Card[] = [];
  const items: { quiz: string; item: string; lesson?: string; chance: number }[] = [];
  let total = 0;
  let kept = 0;
  for (const quiz of catalog.quizzes) {
    if (quiz.lesson === undefined) continue;
    for (const { id, hash } of quiz.items) {
      total++;
      const card = cards.get(cardKey({ quiz: quiz.id, item: id, hash }));
      if (!card) continue;
      mine.push(card);
      if (card.stability >= KEPT_DAYS) kept++;
      if (isDue(card, now))
        items.push({ quiz: quiz.id, item: id, lesson: quiz.lesson, chance: remembered(card, now) });
    }
  }
  const met = mine.length;
  const tasks: { exercise: string; lesson: string }[] = [];
  for (const lesson of catalog.lessons) {
    if (lesson.exercise === undefined) continue;
    const card = [...cards.values()].find((one) => one.quiz === TASKS && one.item === lesson.exercise);
    if (!card) continue;
    mine.push(card);
    if (isDue(card, now)) tasks.push({ exercise: lesson.exercise, lesson: lesson.id });
  }
  items.sort((a, b) => a.chance - b.chance || (a.item < b.item ? -1 : 1));
  const sitting = Math.min(items.length, A_SITTING);
  const waiting = mine.filter((card) => !isDue(card, now)).map(({ due }) => due);
  return {
    items: items.map(({ chance: _, ...item }) => item),
    tasks,
    minutes: Math.ceil((sitting * SECONDS) / 60),
    ...(waiting.length > 0 ? { next: Math.min(...waiting) } : {}),
    forecast: forecast(mine, now, days),
    goal: { total, met, kept },
  };
}
