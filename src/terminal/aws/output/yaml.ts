// --output yaml, which version 2 has: names in alphabetical order. Loaded when it is asked for.
// Tests: test/terminal/output.test.ts.
import { stringify } from 'yaml';
import type { Value } from '../python.ts';
import { compareText, isDict } from '../python.ts';

export function formatYaml(value: Value, stream = false): string {
  if (isDict(value) && Object.keys(value).length === 0 && !stream) return '';
  const text = stringify(stream ? [value] : value, {
    indentSeq: false,
    singleQuote: true,
    lineWidth: 80,
    version: '1.1',
    sortMapEntries: (a, b) => compareText(String(a.key), String(b.key)),
  });
  return text.endsWith('\n') ? text : `${text}\n`;
}
