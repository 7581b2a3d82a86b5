// Chance with a seed, so that a run that failed can be run again.

export interface Dice {
  /** 0 ≤ n < 1 */
  next(): number;
  chance(share: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
}

export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return {
    next,
    chance: (share) => next() < share,
    pick: (items) => items[Math.floor(next() * items.length)] as (typeof items)[number],
  };
}
