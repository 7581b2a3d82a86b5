// How well questions are remembered, in names: the page has them before it loads the schedule.

/** `kept`: held for three months · `fresh`: nine in ten or better · `fading`: less · `unmet`: never answered. */
export type Strength = 'kept' | 'fresh' | 'fading' | 'unmet';
export const strengths: readonly Strength[] = ['kept', 'fresh', 'fading', 'unmet'];

export interface ItemStrength {
  quiz: string;
  item: string;
  strength: Strength;
  /** 0 to 1, now; absent where it was never answered. */
  chance?: number;
  due?: number;
  reviews: number;
}

export interface LessonStrength {
  lesson: string;
  title: string;
  items: readonly ItemStrength[];
  counts: Readonly<Record<Strength, number>>;
}
