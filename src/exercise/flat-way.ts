// Ways through an exercise are written as lists of calls, in which lists may stand: what several ways begin with is
// written once, under an anchor of YAML. Here they become one list each, with the places where the calls stand.
// Tests: test/exercise/content.test.ts.
import type { Call } from '../practice/index.ts';

export type CallTree = Call | readonly CallTree[];

export function flatWay<W extends { calls: readonly CallTree[] }>(
  way: W,
): Omit<W, 'calls'> & { calls: Call[]; places: (readonly number[])[] } {
  const calls: Call[] = [];
  const places: (readonly number[])[] = [];
  const enter = (tree: CallTree, place: readonly number[]): void => {
    if (Array.isArray(tree)) for (const [index, one] of tree.entries()) enter(one, [...place, index]);
    else {
      calls.push(tree as Call);
      places.push(place);
    }
  };
  enter(way.calls, []);
  return { ...way, calls, places };
}
