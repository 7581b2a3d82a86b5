import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { flatten } from '../../../src/quiz/exchange/flat.ts';
import { qtiFiles, zipFiles } from '../../../src/quiz/exchange/qti.ts';
import { scormFiles } from '../../../src/quiz/exchange/scorm.ts';
import { everyKind } from '../items.ts';
import { anyFlat, text, words } from './flats.ts';

const info = { id: 'every kind', title: 'Every «kind» & <more>' };
const scorm = {
  ...info,
  language: 'en',
  text: '<p>Hello</p>',
  script: '',
  style: '',
  words: {
    check: '',
    right: '',
    wrong: '',
    choose: '',
    answer: '',
    result: '',
    sent: '',
    notConnected: '',
  },
};

test('a QTI package has well-formed files, and its manifest lists them all', () => {
  fc.assert(
    fc.property(fc.array(anyFlat, { minLength: 1, maxLength: 3 }), text, (items, title) => {
      const files = qtiFiles({ id: 'x', title }, items);
      for (const [name, content] of Object.entries(files))
        expect(XMLValidator.validate(content), name).toBe(true);
      const parser = new XMLParser({ ignoreAttributes: false, isArray: (name) => name === 'resource' });
      const { manifest } = parser.parse(files['imsmanifest.xml'] ?? '');
      const listed = manifest.resources.resource.map((one: Record<string, string>) => one['@_href']);
      expect(listed.sort()).toEqual(
        Object.keys(files)
          .filter((name) => name !== 'imsmanifest.xml')
          .sort(),
      );
    }),
    { numRuns: 40 },
  );
});

test('every kind has an interaction of QTI, with its right response', () => {
  const items = everyKind.map((item) => flatten(item, words));
  const files = qtiFiles(info, items);
  const has = (id: string, pattern: RegExp): void => {
    const index = items.findIndex((one) => one.id === id);
    expect(files[`item-${index + 1}.xml`], id).toMatch(pattern);
  };
  has('one-choice', /<choiceInteraction [^>]*maxChoices="1"/);
  has('several-choices', /cardinality="multiple"[^>]*><correctResponse><value>c1<\/value><value>c2<\/value>/);
  has('in-order', /<orderInteraction [\s\S]*<simpleChoice identifier="s4">/);
  has('what-goes-with-what', /<value>a1 b1<\/value><value>a2 b2<\/value>/);
  has('short-text', /mapKey="Deny" mappedValue="1" caseSensitive="false"/);
  has('a-number', /tolerance="0 0"/);
  has('what-happens', /<choiceInteraction/);
  has('fix-it', /<extendedTextInteraction/);
});

test('a package unpacks to what was packed', () => {
  const files = qtiFiles(
    info,
    everyKind.map((item) => flatten(item, words)),
  );
  const unpacked = unzipSync(zipFiles(files));
  expect(Object.fromEntries(Object.entries(unpacked).map(([name, data]) => [name, strFromU8(data)]))).toEqual(
    files,
  );
});

test('a SCORM package has a well-formed manifest, and its data cannot break out of its script', () => {
  const hostile = { ...everyKind[0], id: 'x', question: '</script><script>alert(1)</script>' };
  const files = scormFiles({ ...scorm, items: [flatten(hostile as never, words)] });
  expect(XMLValidator.validate(files['imsmanifest.xml'] ?? '')).toBe(true);
  expect(files['imsmanifest.xml']).toContain('<schemaversion>1.2</schemaversion>');
  expect(files['questions.json.js']).not.toContain('</script');
  for (const name of ['index.html', 'sco.js', 'sco.css', 'questions.json.js'])
    expect(files['imsmanifest.xml']).toContain(`<file href="${name}"/>`);
  expect(files['index.html']).not.toMatch(/<script(?! src="(questions\.json|sco)\.js")/);
});
