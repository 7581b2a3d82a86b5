import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  advance,
  current,
  type Entry,
  type Journal,
  maximumSteps,
  startJournal,
  visibleEvents,
} from '../../src/practice/journal.ts';
import { readJournal, writeJournal } from '../../src/practice/saved.ts';
import { put, read, run, type Toy, toyFormat } from './toy.ts';

const start = (): Journal<Toy> => startJournal<Toy>({ a: 0 });
const undo: Entry = { kind: 'undo' };
const redo: Entry = { kind: 'redo' };

/** Entries that fit a journal, drawn as numbers and made when the journal is known. */
const choices = fc.array(fc.tuple(fc.nat(7), fc.constantFrom('a', 'b', 'c'), fc.nat(3)), { maxLength: 40 });

function play(list: readonly (readonly [number, string, number])[]): {
  journal: Journal<Toy>;
  entries: Entry[];
} {
  let journal = start();
  const entries: Entry[] = [];
  for (const [kind, name, value] of list) {
    const entry = choose(journal, kind, name, value);
    if (!entry) continue;
    journal = advance(journal, entry, toyFormat);
    entries.push(entry);
  }
  return { journal, entries };
}

function choose(journal: Journal<Toy>, kind: number, name: string, value: number): Entry | null {
  switch (kind) {
    case 0:
    case 1:
      return put(journal, name, value);
    case 2:
      return read();
    case 3:
      return journal.cursor > 0 ? undo : null;
    case 4:
      return journal.cursor + 1 < journal.steps.length ? redo : null;
    case 5:
      return { kind: 'replace', label: 'reset', patch: toyFormat.diff(current(journal).world, { a: 0 }) };
    case 6:
      return { kind: 'keep', name, at: value };
    default:
      return { kind: 'clock', offset: value };
  }
}

describe('undo and redo', () => {
  it('go back and forth over changes, and pass over requests that changed nothing', () => {
    let journal = start();
    journal = run(journal, put(journal, 'b', 1));
    journal = run(journal, put(journal, 'c', 2), read(), read());
    journal = run(journal, undo);
    expect(current(journal).world).toEqual({ a: 0, b: 1 });
    journal = run(journal, undo);
    expect(current(journal).world).toEqual({ a: 0 });
    journal = run(journal, redo, redo);
    expect(current(journal).world).toEqual({ a: 0, b: 1, c: 2 });
  });

  it('n undos and n redos are nothing, whatever happened before', () => {
    fc.assert(
      fc.property(choices, fc.nat(20), (list, wanted) => {
        const { journal } = play(list);
        const count = Math.min(wanted, journal.cursor);
        const moved = run(journal, ...Array(count).fill(undo), ...Array(count).fill(redo));
        expect(current(moved)).toEqual(current(journal));
        expect(visibleEvents(moved)).toEqual(visibleEvents(journal));
      }),
    );
  });

  it('a change after an undo drops what could be redone, and its events stay undone for good', () => {
    let journal = start();
    journal = run(journal, put(journal, 'b', 1));
    journal = run(journal, undo);
    journal = run(journal, put(journal, 'c', 2));
    expect(journal.cursor + 1).toBe(journal.steps.length);
    expect(visibleEvents(journal).map(({ operation, undone }) => [operation, undone])).toEqual([
      ['Put b', true],
      ['Put c', false],
    ]);
    journal = run(journal, undo, redo);
    expect(visibleEvents(journal)[0]?.undone).toBe(true);
  });

  it('a read made after an undo keeps what can be redone', () => {
    let journal = start();
    journal = run(journal, put(journal, 'b', 1));
    journal = run(journal, undo, read(), redo);
    expect(current(journal).world).toEqual({ a: 0, b: 1 });
  });

  it('keep a limited number of steps', () => {
    let journal = start();
    for (let value = 0; value < maximumSteps + 50; value++) journal = run(journal, put(journal, 'b', value));
    expect(journal.steps.length).toBe(maximumSteps + 1);
    while (journal.cursor > 0) journal = run(journal, undo);
    expect(current(journal).world.b).toBe(49);
  });

  it('refuse to go where there is nothing', () => {
    expect(() => run(start(), undo)).toThrow('nothing to undo');
    expect(() => run(start(), redo)).toThrow('nothing to redo');
  });
});

describe('reset', () => {
  it('puts earlier events out of sight, and undo brings them back', () => {
    let journal = start();
    journal = run(journal, put(journal, 'b', 1));
    journal = run(journal, {
      kind: 'replace',
      label: 'reset',
      patch: toyFormat.diff({ a: 0, b: 1 }, { a: 0 }),
    });
    expect(visibleEvents(journal)).toEqual([]);
    journal = run(journal, undo);
    expect(visibleEvents(journal).map((event) => event.operation)).toEqual(['Put b']);
    expect(current(journal).world).toEqual({ a: 0, b: 1 });
  });
});

describe('saved form', () => {
  it('reads back what it wrote, for any course of events', () => {
    fc.assert(
      fc.property(choices, (list) => {
        const { journal } = play(list);
        const text = JSON.stringify(writeJournal(journal, toyFormat));
        expect(readJournal(JSON.parse(text), toyFormat)).toEqual(journal);
      }),
    );
  });

  it('goes on the same after being read', () => {
    fc.assert(
      fc.property(choices, choices, (first, second) => {
        const { journal } = play(first);
        const again = readJournal(JSON.parse(JSON.stringify(writeJournal(journal, toyFormat))), toyFormat);
        let a = journal;
        let b = again;
        for (const [kind, name, value] of second) {
          const entry = choose(a, kind, name, value);
          if (!entry) continue;
          a = advance(a, entry, toyFormat);
          b = advance(b, JSON.parse(JSON.stringify(entry)), toyFormat);
        }
        expect(b).toEqual(a);
      }),
    );
  });
});
