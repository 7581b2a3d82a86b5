import fc from 'fast-check';
import { XMLValidator } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { flatten } from '../../../src/quiz/exchange/flat.ts';
import { readMoodle, writeMoodle } from '../../../src/quiz/exchange/moodle.ts';
import { everyKind } from '../items.ts';
import { anyFlat, essence, words } from './flats.ts';

test('what is written as Moodle XML is well-formed and read again as it was', () => {
  fc.assert(
    fc.property(fc.array(anyFlat, { minLength: 1, maxLength: 4 }), (items) => {
      const text = writeMoodle('Quiz & more', items);
      expect(XMLValidator.validate(text)).toBe(true);
      const { items: read, skipped, refused } = readMoodle(text, 'Quiz');
      expect([refused, skipped]).toEqual([undefined, []]);
      expect(read.map((item) => essence(flatten(item, words)))).toEqual(items.map(essence));
    }),
  );
});

test('every kind of question can be written, and all but those that need a person are read', () => {
  const text = writeMoodle(
    'Every kind',
    everyKind.map((item) => flatten(item, words)),
  );
  const { items, skipped } = readMoodle(text, 'x');
  expect(skipped.map(({ code, found }) => [code, found])).toEqual([['kind', 'essay']]);
  expect(items).toHaveLength(everyKind.length - 1);
});

test('a file as Moodle writes it, with CDATA, HTML and pictures', () => {
  const { items, notes, skipped } = readMoodle(
    `<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<question type="category"><category><text>$course$/top</text></category></question>
<question type="truefalse"><name><text>Sure &amp; true</text></name>
<questiontext format="html"><text><![CDATA[<p>A user has <b>no</b> permission.</p><p>At first.<img src="x.png" onerror="alert(1)"></p>]]></text></questiontext>
<answer fraction="100"><text>true</text><feedback><text>Yes.</text></feedback></answer>
<answer fraction="0"><text>false</text></answer></question>
<question type="cloze"><name><text>Gap</text></name><questiontext><text>x</text></questiontext></question>
</quiz>`,
    'x',
  );
  expect(items).toHaveLength(1);
  expect(items[0]).toMatchObject({
    id: 'sure-true',
    question: 'A user has no permission.\nAt first.',
    kind: 'choice',
  });
  expect(notes).toEqual([{ where: 'Sure & true', code: 'pictures' }]);
  expect(skipped).toEqual([{ where: 'Gap', code: 'kind', found: 'cloze' }]);
});

test('entities of a file’s own, and what is no quiz, are refused', () => {
  const bomb =
    '<?xml version="1.0"?><!DOCTYPE q [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><quiz>&b;</quiz>';
  expect(readMoodle(bomb, 'x').refused).toBe('damaged');
  expect(readMoodle('<quiz><question>', 'x').refused).toBe('damaged');
  expect(readMoodle('<html><body>hello</body></html>', 'x').refused).toBe('unknown');
});
