import { expect, test } from 'vitest';
import { headingsOf } from '../../src/course/headings.ts';
import { courseMap, nearby, writtenLessons } from '../../src/course/map.ts';
import type { LessonData } from '../../src/course/schema.ts';
import { choice } from '../quiz/items.ts';

const course = {
  parts: [
    { id: 'a', title: 'A', lessons: [{ id: 'one', title: 'One' }] },
    {
      id: 'b',
      title: 'B',
      lessons: [
        { id: 'two', title: 'Two' },
        { id: 'three', title: 'Three' },
      ],
    },
  ],
};
const two: LessonData = {
  title: 'Two, written',
  summary: 's',
  lead: 'l',
  number: 2,
  part: 'b',
  minutes: 7,
  exercise: 'ex',
  quiz: 'q',
  updated: '2026-11-23',
};

test('lessons are numbered through, and only written ones have parts', () => {
  const map = courseMap(
    course,
    new Map([['two', two]]),
    new Map([['q', { id: 'q', title: 'Q', items: [choice] }]]),
  );
  expect(
    map.flatMap((part) => part.lessons.map(({ number, title }) => `${part.number}.${number} ${title}`)),
  ).toEqual(['1.1 One', '2.2 Two, written', '2.3 Three']);
  expect(writtenLessons(map).map(({ written }) => written?.parts)).toEqual([
    { lesson: 'two', exercise: 'ex', quiz: { id: 'q', items: ['choice'] } },
  ]);
});

test('headings are those with an id', () => {
  expect(headingsOf('<h2 id="a">One</h2>\n## no\n<h2 id="b-c">Two, and more</h2>\n')).toEqual([
    { id: 'a', text: 'One' },
    { id: 'b-c', text: 'Two, and more' },
  ]);
});

test('beside a lesson of a long course only its own part is shown', () => {
  const long = Array.from({ length: 40 }, (_, part) => ({
    id: `p${part}`,
    number: part + 1,
    title: 'P',
    lessons: [{ id: `l${part}`, number: part + 1, title: 'L' }],
  }));
  expect(nearby(long, 'l7').map((part) => part.id)).toEqual(['p7']);
  expect(nearby(long.slice(0, 30), 'l7')).toHaveLength(30);
});
