// Long work that leaves a page room to breathe: a generator yields where something else may happen, and whoever runs it
// says when. One code for Node, where it is done at once, and for pages. Pure. Tests: test/checkup/steps.test.ts.

export type Steps<T> = Generator<undefined, T, undefined>;

export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * @param now milliseconds, of any clock
 * @param pause lets go of the thread
 * @param most milliseconds that are worked before a pause
 */
export async function bySteps<T>(
  steps: Steps<T>,
  now: () => number,
  pause: () => Promise<void>,
  most = 25,
): Promise<T> {
  let began = now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (now() - began < most) continue;
    await pause();
    began = now();
  }
}
