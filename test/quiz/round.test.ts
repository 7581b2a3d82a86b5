import { expect, test } from 'vitest';
import { answerItem, checkItem, giveUp, isOver, missed, next, startRound } from '../../src/quiz/index.ts';
import { all, choice, order, several } from './items.ts';

test('a wrong answer may be changed and checked again, and still counts as missed', () => {
  let round = startRound([choice]);
  round = checkItem(answerItem(round, choice, [0]), choice);
  expect(round.items.choice).toMatchObject({ status: 'wrong', tries: 1 });
  round = answerItem(round, choice, [1]);
  expect(round.items.choice?.status).toBe('asking');
  round = checkItem(round, choice);
  expect(round.items.choice).toMatchObject({ status: 'right', tries: 2 });
  expect(missed(round)).toEqual(['choice']);
});

test('right at the first check is not missed; given up is', () => {
  let round = startRound([choice, several]);
  round = next(checkItem(answerItem(round, choice, [1]), choice));
  round = next(giveUp(round, several));
  expect(isOver(round)).toBe(true);
  expect(missed(round)).toEqual(['several']);
});

test('a settled item cannot be changed any more', () => {
  let round = giveUp(startRound([choice]), choice);
  const before = round;
  round = checkItem(answerItem(round, choice, [1]), choice);
  expect(round).toEqual(before);
});

test('the missed ones come again, shuffled anew', () => {
  let round = startRound(all);
  round = checkItem(answerItem(round, choice, [1]), choice);
  const again = startRound(
    all.filter((item) => missed(round).includes(item.id)),
    round.number + 1,
  );
  expect(again.queue).toEqual(['several', 'order', 'sort']);
  expect(again.number).toBe(2);
  expect(again.items.order?.answer).not.toEqual(order.steps.map((_, index) => index));
});
