// Random facts, with few enough ids and times that keys collide often.
import fc from 'fast-check';
import { type Fact, type Facts, merge } from '../../src/progress/fact.ts';

const id = fc.constantFrom('a', 'b', 'constructor');
const at = fc.integer({ min: 0, max: 5 });
const v = fc.constant(1 as const);

const anyNullPrototyped: fc.Arbitrary<Fact> = fc.oneof(
  fc.record({
    v,
    kind: fc.constant('lesson' as const),
    what: fc.constantFrom('opened' as const, 'read' as const),
    lesson: id,
    at,
  }),
  fc.record({
    v,
    kind: fc.constant('lesson' as const),
    what: fc.constant('place' as const),
    lesson: id,
    place: id,
    at,
  }),
  fc.record({
    v,
    kind: fc.constant('exercise' as const),
    what: fc.constantFrom('opened' as const, 'solved' as const),
    exercise: id,
    at,
  }),
  fc.record({
    v,
    kind: fc.constant('exercise' as const),
    what: fc.constant('task' as const),
    exercise: id,
    task: id,
    at,
  }),
  fc.record({
    v,
    kind: fc.constant('exercise' as const),
    what: fc.constant('score' as const),
    exercise: id,
    requests: fc.nat(3),
    at,
  }),
  fc.record({
    v,
    kind: fc.constant('exercise' as const),
    what: fc.constant('hint' as const),
    exercise: id,
    task: id,
    hint: fc.nat(2),
    at,
  }),
  fc.record({
    v,
    kind: fc.constant('attempt' as const),
    quiz: id,
    item: id,
    hash: id,
    right: fc.boolean(),
    gaveUp: fc.boolean(),
    answer: fc.string({ maxLength: 3 }),
    nonce: id,
    at,
  }),
  fc.record({
    v,
    kind: fc.constant('card' as const),
    quiz: id,
    item: id,
    hash: id,
    stability: fc.double({ min: 0, max: 1000, noNaN: true }),
    difficulty: fc.double({ min: 1, max: 10, noNaN: true }),
    reps: fc.nat(5),
    lapses: fc.nat(5),
    right: fc.boolean(),
    rightAtFirst: fc.boolean(),
    at,
  }),
  fc.record({
    v,
    kind: fc.constant('exam' as const),
    exam: id,
    right: fc.nat(9),
    total: fc.nat(9),
    passed: fc.boolean(),
    nonce: id,
    at,
  }),
);

export const anyFact = anyNullPrototyped.map((fact): Fact => ({ ...fact }));
export const anyFacts = fc.array(anyFact, { maxLength: 12 }).map((list): Facts => merge(new Map(), list));

/** Sets compared as such: by key, in no order. */
export const asObject = (facts: Facts): unknown => Object.fromEntries(facts);
