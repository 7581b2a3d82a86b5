import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blank, generateDecisionItems, gradePublic, type Item, publicItem } from '../../src/quiz/index.ts';
import { everyKind, rightAnswer } from './items.ts';

const items: readonly Item[] = [...everyKind, ...generateDecisionItems('public', 10)];

/** Every text of an item that belongs to its key: explanations, and what is right. */
function secrets(item: Item): string[] {
  const found: string[] = [];
  const visit = (value: unknown, key: string): void => {
    if (typeof value === 'string' && ['why', 'solution', 'bin', 'match', 'verdict'].includes(key))
      found.push(value);
    if (Array.isArray(value))
      for (const one of value) visit(one, key === 'accept' || key === 'told' ? 'why' : key);
    else if (typeof value === 'object' && value !== null)
      for (const [name, one] of Object.entries(value)) visit(one, name);
  };
  visit(item, '');
  return found;
}

test('what is sent out explains nothing and has nothing right', () => {
  for (const item of items) {
    const sent = publicItem(item, 'secret');
    // The texts to choose from stay: partners, bins, the verdicts a reason belongs to.
    const stays = new Set(
      sent.kind === 'match' ? sent.others : sent.kind === 'sort' ? sent.bins.map(({ id }) => id) : [],
    );
    const text = JSON.stringify(sent);
    for (const secret of secrets(item))
      if (!stays.has(secret) && !['allow', 'explicitDeny', 'implicitDeny'].includes(secret))
        expect(text.includes(JSON.stringify(secret).slice(1, -1)), `${item.id}: ${secret}`).toBe(false);
    expect(text).not.toMatch(/"(right|decides|holds)":true/);
    expect(text).not.toContain('"value":');
    expect(sent).not.toHaveProperty('verdict');
  }
});

test('the same seed sends out the same item, and every kind can be answered in what was sent', () => {
  fc.assert(
    fc.property(fc.constantFrom(...items), fc.string(), (item, seed) => {
      const sent = publicItem(item, seed);
      expect(sent).toEqual(publicItem(item, seed));
      expect(blank(sent, seed)).toHaveLength(blank(item, seed).length);
      expect(gradePublic(item, answerTo(item, sent), seed).right).toBe(true);
    }),
  );
});

/** The right answer, given by somebody who sees only what was sent but knows the texts. */
function answerTo(item: Item, sent: Item): (number | string)[] {
  if (item.kind === 'order' && sent.kind === 'order')
    return item.steps.map((step) => sent.steps.findIndex((one) => one.text === step.text));
  if (item.kind === 'match' && sent.kind === 'match')
    return item.pairs.map((pair) => sent.others.indexOf(pair.match));
  return rightAnswer(item);
}

test('steps and partners come in another order with another seed', () => {
  const [order] = everyKind.filter((one) => one.kind === 'order');
  const orders = new Set(
    Array.from({ length: 20 }, (_, seed) => JSON.stringify(publicItem(order as Item, String(seed)))),
  );
  expect(orders.size).toBeGreaterThan(5);
});
