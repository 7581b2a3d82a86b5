import { expect, test } from 'vitest';
import { en } from '../../src/course/strings/en.ts';
import { messages, type Part, translate } from '../../src/course/strings/index.ts';
import type { Message } from '../../src/strings/index.ts';

const parts = Object.keys(en) as Part[];
const texts = (message: Message): string[] =>
  typeof message === 'string' ? [message] : Object.values(message);

test('every sentence differs in the pseudo-locale and keeps its parameters', () => {
  for (const part of parts) {
    const pseudo = messages('qps', part) as Record<string, Message>;
    for (const [key, message] of Object.entries(en[part] as Record<string, Message>)) {
      const changed = pseudo[key] as Message;
      texts(message).forEach((text, index) => {
        const other = texts(changed)[index] ?? '';
        expect(other, `${part}.${key}`).not.toBe(text);
        expect(other.match(/\{\w+\}/g), `${part}.${key}`).toEqual(text.match(/\{\w+\}/g));
      });
    }
  }
});

test('a part is translated by its keys', () => {
  expect(translate('en', 'lesson')('minutes', { count: 1 })).toBe('1 minute');
  expect(translate('en', 'quiz')('retryMissed', { count: 3 })).toBe('Try the 3 missed ones again');
});
