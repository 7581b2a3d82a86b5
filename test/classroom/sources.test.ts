// Where questions come from: what is drawn, what may count, and what a teacher's file is told.
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSources, type SourceRequest } from '../../src/classroom/server/sources.ts';
import { emptySite, fileSource } from './people.ts';

const sources = createSources({
  content: resolve(import.meta.dirname, '../../content/en'),
  site: emptySite(),
});
const draw = (request: SourceRequest, seed = 'seed') => sources.draw(request, seed);

describe('sources', () => {
  it('lists the lessons’ quizzes', async () => {
    const { quizzes } = await sources.list();
    expect(quizzes.find(({ id }) => id === 'first-iam-user')).toMatchObject({ count: expect.any(Number) });
  });

  it('mixes the options, says nothing by ids, and draws the same from the same seed', async () => {
    const [one, again, other] = [
      await draw(fileSource),
      await draw(fileSource),
      await draw(fileSource, 'other'),
    ];
    expect(one).toEqual(again);
    expect(one.questions.map((question) => question.kind === 'item' && question.item.id)).toEqual([
      'q1',
      'q2',
      'q3',
    ]);
    const orders = await Promise.all(Array.from({ length: 12 }, (_, index) => draw(fileSource, `s${index}`)));
    const firsts = new Set(
      orders.map(({ questions: [first] }) =>
        first?.kind === 'item' && first.item.kind === 'choice' ? first.item.options[0]?.text : '',
      ),
    );
    expect(firsts.size).toBeGreaterThan(2);
    expect(other).toBeDefined();
  });

  it('grades a pool only where nothing of it stands in a public page', async () => {
    const file = { name: 'quiz.json', text: fileSource.text };
    expect(await draw({ kind: 'pool', quizzes: [], count: 2, file })).toMatchObject({ graded: true });
    const mixed = await draw({ kind: 'pool', quizzes: ['first-iam-user'], count: 4, file });
    expect(mixed.graded).toBe(false);
    expect(mixed.questions).toHaveLength(4);
  });

  it('takes GIFT over question by question', async () => {
    const text = '::One:: Who may close the account? {=Root ~Anna ~Nobody}\n\n::Two:: Broken {=\n\n';
    const drawn = await draw({ kind: 'file', name: 'quiz.gift', text });
    expect(drawn.questions).toHaveLength(1);
    expect(drawn.left.length).toBeGreaterThan(0);
  });

  it('says what is wrong in a file, and where', async () => {
    const wrong = draw({
      kind: 'file',
      name: 'quiz.json',
      text: '{"title":"T","items":[{"kind":"choice","id":"a"}]}',
    });
    await expect(wrong).rejects.toMatchObject({
      code: 'bad-file',
      detail: expect.stringMatching(/quiz\.json:1:\d+/),
    });
    for (const request of [
      { kind: 'file', name: 'x.json', text: 'x'.repeat(1_100_000) },
      { kind: 'file', name: 'x.json', text: 5 },
      { kind: 'file', name: 'x.json', text: '' },
      { kind: 'lesson', quiz: '../../../etc/passwd' },
      { kind: 'lesson', quiz: 'none' },
      { kind: 'pool', quizzes: [], count: 3 },
      { kind: 'generated', count: 0, difficulty: 1 },
      { kind: 'generated', count: 3, difficulty: 9 },
      { kind: 'sandbox', exercise: '../x' },
      { kind: 'other' },
    ] as unknown as SourceRequest[])
      await expect(draw(request), JSON.stringify(request).slice(0, 60)).rejects.toMatchObject({
        code: expect.stringMatching(/^(bad-file|bad-request|no-content)$/),
      });
  });
});
