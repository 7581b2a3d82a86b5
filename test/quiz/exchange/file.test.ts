import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readQuizFile, writeQuizFile } from '../../../src/quiz/exchange/file.ts';
import { csvTemplate, parseCsv, readCsv } from '../../../src/quiz/exchange/table.ts';
import { grade, type Quiz } from '../../../src/quiz/index.ts';
import { everyKind, rightAnswer } from '../items.ts';

const file = (name: string, content: string | Uint8Array, size?: number) => {
  const bytes = typeof content === 'string' ? strToU8(content) : content;
  return { name, size: size ?? bytes.length, arrayBuffer: async () => bytes.slice().buffer as ArrayBuffer };
};

test('our own file brings every question back, with its key', async () => {
  const quiz: Quiz = { id: 'x', title: 'Every kind', items: everyKind };
  const read = await readQuizFile(file('mine.json', writeQuizFile(quiz)));
  expect(read).toMatchObject({ title: 'Every kind', skipped: [] });
  expect(read.items.map(({ id, kind }) => [id, kind])).toEqual(everyKind.map(({ id, kind }) => [id, kind]));
  for (const item of read.items) expect(grade(item, rightAnswer(item)).right, item.id).toBe(true);
});

test('what is damaged in our own file is left out, question by question', async () => {
  const items = [
    ...everyKind,
    { id: 'bad', kind: 'choice', question: 'Q', options: [{ text: 'only' }] },
    { id: 'odd', kind: 'constructor', question: 'Q' },
    null,
    {
      id: 'deep',
      kind: 'decision',
      question: 'Q',
      case: { identity: [{ document: 'nonsense' }] },
      verdict: 'allow',
      reasons: [],
      told: [],
    },
  ];
  const text = JSON.stringify({ format: 'rootless-quiz', v: 1, quiz: { title: 'T', items } });
  const read = await readQuizFile(file('mine.json', text));
  expect(read.items).toHaveLength(everyKind.length);
  expect(read.skipped.map(({ where }) => where)).toEqual(['bad', 'odd', '15', 'deep']);
});

test.each([
  ['a huge file', file('big.txt', 'x', 6_000_000), 'tooLarge'],
  ['an empty one', file('empty.gift', ''), 'empty'],
  ['a picture', file('x.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 1])), 'damaged'],
  ['a damaged zip', file('x.xlsx', new Uint8Array([0x50, 0x4b, 3, 4, 9, 9, 9])), 'damaged'],
  ['another zip', file('x.zip', zipSync({ 'a.txt': strToU8('hello') })), 'damaged'],
  ['a zip bomb', file('x.xlsx', zipSync({ 'a.xml': new Uint8Array(60_000_000) })), 'tooLarge'],
  ['another JSON', file('x.json', '{"format":"other"}'), 'unknown'],
  ['a later version', file('x.json', '{"format":"rootless-quiz","v":9}'), 'newer'],
  ['broken JSON', file('x.json', '{"format":'), 'damaged'],
  ['a table without its columns', file('x.csv', 'a,b\n1,2\n'), 'unknown'],
])('%s is refused with its reason', async (_, given, reason) => {
  expect(await readQuizFile(given)).toMatchObject({ refused: reason, items: [] });
});

test('a spreadsheet of every kind is read, as CSV with any divider', () => {
  for (const divider of [',', ';', '\t']) {
    const text = csvTemplate().replaceAll(',', divider);
    const { items, skipped } = readCsv(text, 'x');
    expect(skipped).toEqual([]);
    expect(items.map(({ kind }) => kind)).toEqual(['choice', 'several', 'text', 'number', 'match']);
    for (const item of items) expect(grade(item, rightAnswer(item)).right).toBe(true);
  }
});

test('a row that is no question is named with its line, the others are taken', () => {
  const { items, skipped } = readCsv(
    'Question,Kind,Right,Wrong 1\nA?,choice,yes,no\nB?,choice,yes,\nC?,essay,x,\n,,x,y\n',
    'x',
  );
  expect(items).toHaveLength(1);
  expect(skipped).toEqual([
    { where: 'B?', line: 3, code: 'fewOptions' },
    { where: 'C?', line: 4, code: 'kind', found: 'essay' },
    { where: '5', line: 5, code: 'noText' },
  ]);
});

test('CSV cells with quotes, dividers and lines are read as they were', () => {
  const cell = fc.string({ unit: fc.constantFrom(...'a,";\n\t ') });
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
      (rows) => {
        const width = Math.max(...rows.map((row) => row.length));
        const even = rows.map((row) => [...row, ...Array.from({ length: width - row.length }, () => '')]);
        const text = [['h,', 'h'], ...even].map((row) => row.map(quoted).join(',')).join('\r\n');
        // The first line decides on the divider: it has only commas between its cells.
        expect(parseCsv(`a,b\r\n${text}`).slice(2)).toEqual(even);
      },
    ),
  );
});
