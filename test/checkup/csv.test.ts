// Tables that a spreadsheet opens as what they are.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { harmless, writeCsv } from '../../src/checkup/csv.ts';

it('begins with a byte order mark, quotes what needs it, and takes either separator', () => {
  const rows = [['a,b', 'c;d', 'say "x"', 1.5, null, 'two\nlines']];
  expect(writeCsv(rows)).toBe('\uFEFF"a,b",c;d,"say ""x""",1.5,,"two\nlines"\r\n');
  expect(writeCsv(rows, ';')).toBe('\uFEFFa,b;"c;d";"say ""x""";1.5;;"two\nlines"\r\n');
});

it('lets no text begin like a formula', () => {
  for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '  =1', '＝1', '|x', '%1', '\u200B=1'])
    expect(harmless(text), text).toMatch(/^'/);
  expect(harmless('Anna = root')).toBe('Anna = root');
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(harmless(text)).not.toMatch(/^\s*[=+\-@]/);
    }),
  );
});
