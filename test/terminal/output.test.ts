// How answers are printed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatJson } from '../../src/terminal/aws/output/json.ts';
import { formatTable } from '../../src/terminal/aws/output/table.ts';
import { formatText } from '../../src/terminal/aws/output/text.ts';
import { width } from '../../src/terminal/aws/output/width.ts';
import { formatYaml } from '../../src/terminal/aws/output/yaml.ts';
import type { Value } from '../../src/terminal/aws/python.ts';

const answer: Value = {
  Users: [
    { UserName: 'anna', Id: 1, Tags: [{ Key: 'a', Value: 'b' }] },
    { UserName: 'bo', Active: true },
  ],
};

describe('output', () => {
  it('as text is rows, members in alphabetical order, holes where one is missing', () => {
    expect(formatText(answer)).toBe('USERS\t\t1\tanna\nTAGS\ta\tb\nUSERS\tTrue\t\tbo\n');
    expect(formatText([['a', 'b'], ['c']])).toBe('a\tb\nc\n');
    expect(formatText(null)).toBe('None\n');
    expect(formatText({})).toBe('');
  });

  it('as a table turns single rows on their side where they are too wide', () => {
    const turned = formatTable('GetUser', { User: { A: 'x'.repeat(60), B: 'y'.repeat(40) } });
    expect(turned).toContain(`||  A|  ${'x'.repeat(60)}   ||`);
    expect(turned).toContain(`||  B|  ${'y'.repeat(40)}`);

    expect(formatTable('List', { Names: [] })).toBe(['------', '|List|', '+----+', ''].join('\n'));
    expect(formatTable('Empty', {})).toBe('');
  });

  it('as a table has lines of one width, whatever it holds', () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 12 }).map((text) => text.replace(/[\n\r]/g, '')),
      fc.integer(),
      fc.boolean(),
    );
    const row = fc.dictionary(fc.constantFrom('A', 'Bb', 'Ccc'), cell, { minKeys: 1 });
    fc.assert(
      fc.property(fc.record({ Rows: fc.array(row, { maxLength: 4 }), One: row }), (value) => {
        const lines = formatTable('Title', value as Value)
          .split('\n')
          .slice(0, -1);
        expect(new Set(lines.map(width)).size).toBe(1);
      }),
    );
  });

  it('as JSON is four spaces deep and says nothing for nothing', () => {
    expect(formatJson({ a: ['ü'] })).toBe('{\n    "a": [\n        "ü"\n    ]\n}\n');
    expect(formatJson({})).toBe('');
    expect(formatJson(null)).toBe('null\n');
  });

  it('as YAML has names in alphabetical order, and times between quotation marks', () => {
    expect(formatYaml({ Users: [{ UserName: 'anna', CreateDate: '2026-11-23T15:00:00+00:00' }] })).toBe(
      "Users:\n- CreateDate: '2026-11-23T15:00:00+00:00'\n  UserName: anna\n",
    );
  });

  it('counts wide characters twice', () => {
    expect(width('abc')).toBe(3);
    expect(width('漢字')).toBe(4);
    expect(width('ß')).toBe(2);
  });
});
