import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromHtml, toHtml } from '../../../src/quiz/exchange/html.ts';

test('our text survives the way through HTML', () => {
  const line = fc
    .string({ unit: fc.constantFrom(...'ab<>&"\'`;#x0 ') })
    .map((one) => one.replace(/`+/g, '').replace(/\s+/g, ' ').trim());
  fc.assert(
    fc.property(line, line, (one, code) => {
      const text = [one, code === '' ? '' : `\`${code}\``].filter(Boolean).join('\n');
      expect(fromHtml(toHtml(text))).toBe(text);
    }),
  );
});

test.each([
  ['<p>One</p><p>Two</p>', 'One\nTwo'],
  ['a<br>b &lt;i&gt; &#228;&#x20ac;', 'a\nb <i> ä€'],
  ['<code>s3:*</code> and <b>bold</b>', '`s3:*` and bold'],
  ['x<script>alert(1)</script>y', 'xy'],
  ['x<script>alert(1)', 'x'],
  ['<img src=x onerror=alert(1)>x', 'x'],
  ['<style>p{}</style><svg><text>t</text></svg>x', 'x'],
  ['<!-- <b>no</b> -->x<!-- open', 'x'],
  ['1 < 2 and 3 > 2', '1 < 2 and 3 > 2'],
  ['<a href="javascript:alert(1)">link</a', 'link'],
])('%s is read as text', (html, text) => {
  expect(fromHtml(html)).toBe(text);
});
