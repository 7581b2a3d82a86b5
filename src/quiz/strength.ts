// How well each lesson's questions are remembered now. Pure. Tests: test/quiz/strength.
import { type Card, cardKey, KEPT_DAYS, remembered } from '../progress/schedule.ts';
import type { Catalog } from './catalog.ts';
import type { ItemStrength, LessonStrength } from './strength-names.ts';

/** The schedule aims at nine in ten; a card on its day is not fading yet. */
const FRESH = 0.895;

export function strengthsOf(
  catalog: Catalog,
  cards: ReadonlyMap<string, Card>,
  now: number,
): LessonStrength[] {
  return catalog.lessons.flatMap(({ id, title, quiz: named }) => {
    const quiz = catalog.quizzes.find((one) => one.id === named);
    if (!quiz) return [];
    const items = quiz.items.map((item): ItemStrength => {
      const card = cards.get(cardKey({ quiz: quiz.id, item: item.id, hash: item.hash }));
      if (!card) return { quiz: quiz.id, item: item.id, strength: 'unmet', reviews: 0 };
      const chance = remembered(card, now);
      const strength = chance < FRESH ? 'fading' : card.stability >= KEPT_DAYS ? 'kept' : 'fresh';
      return { quiz: quiz.id, item: item.id, strength, chance, due: card.due, reviews: card.reps };
    });
    const counts = { kept: 0, fresh: 0, fading: 0, unmet: 0 };
    for (const { strength } of items) counts[strength]++;
    return [{ lesson: id, title, items, counts }];
  });
}
