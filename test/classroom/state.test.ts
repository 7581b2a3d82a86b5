// The room's rules: what may follow on what, and until when an answer counts.
import { describe, expect, it } from 'vitest';
import type { Command, RoomState, Setup } from '../../src/classroom/model.ts';
import { accepts, allowance, apply, firstState, GRACE, lastMoment } from '../../src/classroom/state.ts';
import { makeSetup } from './make.ts';

function play(
  setup: Setup,
  commands: readonly (Command & { at?: number })[],
  from = firstState(setup),
): RoomState {
  return commands.reduce((state, { at = 1000, ...command }) => {
    const outcome = apply(setup, state, command as Command, at);
    if ('refused' in outcome) throw new Error(`${command.do}: ${outcome.refused}`);
    return outcome.state;
  }, from);
}
const refusal = (setup: Setup, state: RoomState, command: Command, at = 1000): string => {
  const outcome = apply(setup, state, command, at);
  return 'refused' in outcome ? outcome.refused : 'allowed';
};

describe('a lesson', () => {
  const setup = makeSetup();
  it('goes question by question to its end, and no further', () => {
    const state = play(setup, [
      { do: 'next' },
      { do: 'close' },
      { do: 'reveal' },
      { do: 'next', seconds: null },
      { do: 'reveal' },
      { do: 'next' },
    ]);
    expect(state).toMatchObject({ phase: 'open', question: 2, revealed: [0, 1], closes: 21_000 });
    expect(refusal(setup, state, { do: 'next' })).toBe('not-now');
    const over = play(setup, [{ do: 'end' }], state);
    for (const command of ['next', 'close', 'reveal', 'pause', 'end', 'timeout'] as const)
      expect(refusal(setup, over, { do: command })).toBe('not-now');
  });

  it('stops the clock, lets it run on, and lengthens it either way', () => {
    const open = play(setup, [{ do: 'next', seconds: 10 }]);
    const stopped = play(
      setup,
      [
        { do: 'pause', at: 4000 },
        { do: 'extend', seconds: 5, at: 9000 },
      ],
      open,
    );
    expect(stopped).toMatchObject({ closes: null, left: 12_000 });
    expect(play(setup, [{ do: 'resume', at: 60_000 }], stopped)).toMatchObject({
      closes: 72_000,
      left: null,
    });
    expect(refusal(setup, open, { do: 'resume' })).toBe('not-now');
    expect(refusal(setup, open, { do: 'extend', seconds: -5 })).toBe('not-now');
  });

  it('votes again once, before the class knows the key', () => {
    const closed = play(setup, [{ do: 'next' }, { do: 'close' }]);
    const again = play(setup, [{ do: 'again' }], closed);
    expect(again).toMatchObject({ phase: 'open', round: 2, question: 0 });
    expect(refusal(setup, play(setup, [{ do: 'close' }], again), { do: 'again' })).toBe('not-now');
    expect(refusal(setup, play(setup, [{ do: 'reveal' }], closed), { do: 'again' })).toBe('not-now');
  });

  it('closes by itself only when nobody’s time is left', () => {
    const open = play(setup, [{ do: 'next', seconds: 10 }]);
    expect(lastMoment(open)).toBe(11_000 + GRACE);
    expect(refusal(setup, open, { do: 'timeout' }, 12_999)).toBe('not-now');
    expect(refusal(setup, open, { do: 'timeout' }, 13_000)).toBe('allowed');
    expect(lastMoment({ ...open, extra: 0.5 })).toBe(11_000 + GRACE + 5000);
    expect(allowance(open, 1)).toBe(GRACE + 10_000);
    expect(allowance(open, -1)).toBeGreaterThan(1e15);
    expect(accepts(open)).toBe(true);
    expect(accepts({ ...open, phase: 'revealed' })).toBe(false);
  });
});

describe('an assignment', () => {
  const setup = makeSetup({ mode: 'paced', due: 50_000 });
  it('opens, closes by its due date, opens again by hand, and shows everything at once', () => {
    const open = play(setup, [{ do: 'next' }]);
    expect(open).toMatchObject({ phase: 'open', question: -1, closes: 50_000 });
    expect(refusal(setup, open, { do: 'next' })).toBe('not-now');
    const closed = play(setup, [{ do: 'timeout', at: 52_000 }], open);
    expect(play(setup, [{ do: 'reopen', at: 60_000 }], closed)).toMatchObject({
      phase: 'open',
      closes: null,
    });
    expect(play(setup, [{ do: 'reveal' }], closed)).toMatchObject({ phase: 'revealed', revealed: [0, 1, 2] });
    expect(refusal(setup, firstState(setup), { do: 'next' }, 60_000)).toBe('not-now');
    expect(refusal(setup, open, { do: 'again' })).toBe('not-now');
  });
});
