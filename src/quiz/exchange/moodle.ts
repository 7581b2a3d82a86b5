// Moodle XML: reading through fast-xml-parser, without entities of the file's own; writing by ourselves.
// Source: Moodle docs, Moodle XML format. Tests: test/quiz/exchange/moodle.
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Flat } from './flat.ts';
import { decodeEntities, escapeXml, fromHtml, hasPictures, toHtml } from './html.ts';
import { type Collector, collector, type ImportedQuiz } from './report.ts';

interface Node {
  [name: string]: unknown;
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  // No entity of the file's own is ever looked up: they can grow without end. Ours are decoded afterwards.
  processEntities: false,
  cdataPropName: '#cdata',
  isArray: (name) => ['question', 'answer', 'subquestion'].includes(name),
});

export function readMoodle(text: string, title: string): ImportedQuiz {
  const into = collector(title);
  if (/<!DOCTYPE|<!ENTITY/i.test(text) || XMLValidator.validate(text) !== true) {
    into.quiz.refused = 'damaged';
    return into.quiz;
  }
  const { quiz } = parser.parse(text) as { quiz?: Node };
  if (typeof quiz !== 'object' || quiz === null) {
    into.quiz.refused = 'unknown';
    return into.quiz;
  }
  for (const [index, question] of listOf(quiz.question).entries()) readOne(question, index + 1, into);
  return into.quiz;
}

const listOf = (value: unknown): Node[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]).map((one) =>
    typeof one === 'object' && one !== null ? (one as Node) : { '#': String(one) },
  );

/** The text of an element, or of its `<text>`; entities of XML decoded. */
function raw(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'object') return decodeEntities(String(value));
  if (Array.isArray(value)) return raw(value[0]);
  const node = value as Node;
  if ('text' in node) return raw(node.text);
  const cdata = node['#cdata'];
  return (
    decodeEntities(String(node['#'] ?? '')) +
    (Array.isArray(cdata) ? cdata.map(String).join('') : cdata === undefined ? '' : String(cdata))
  );
}

const plain = (value: unknown): string => fromHtml(raw(value));

function readOne(question: Node, number: number, into: Collector) {
  const kind = String(question['@type'] ?? '');
  if (kind === 'category') return;
  const text = plain(question.questiontext);
  const where = plain(question.name) || text.slice(0, 60) || String(number);
  const general = plain(question.generalfeedback);
  const answers = listOf(question.answer).map((answer) => ({
    text: plain(answer),
    raw: raw(answer),
    weight: Number(answer['@fraction'] ?? 0),
    why: plain(answer.feedback) || general,
    tolerance: Number(raw(answer.tolerance) || 0),
  }));
  if (hasPictures(raw(question.questiontext))) into.note({ where, code: 'pictures' });
  const base = { question: text };
  switch (kind) {
    case 'truefalse':
    case 'multichoice': {
      const several = raw(question.single).trim() === 'false' || raw(question.single).trim() === '0';
      const best = Math.max(0, ...answers.map(({ weight }) => weight));
      if (!several && answers.some(({ weight }) => weight > 0 && weight < best))
        into.note({ where, code: 'weights' });
      const options = answers.map((one) => ({
        text: one.text,
        right: several ? one.weight > 0 : best > 0 && one.weight === best,
        why: one.why,
      }));
      return into.take({ ...base, kind: several ? 'several' : 'choice', options }, where);
    }
    case 'matching': {
      const all = listOf(question.subquestion).map((one) => ({
        text: plain(one),
        match: raw(one.answer).trim(),
      }));
      const pairs = all.filter((one) => one.text !== '' && one.match !== '');
      const others = all.filter((one) => one.text === '' && one.match !== '').map((one) => one.match);
      return into.take(
        { ...base, kind: 'match', pairs: pairs.map((one) => ({ ...one, why: general })), others },
        where,
      );
    }
    case 'shortanswer': {
      const full = answers.filter(({ weight }) => weight >= 100);
      const near = answers.filter((one) => !full.includes(one));
      return into.take(
        {
          ...base,
          kind: 'text',
          accept: full.map((one) => one.raw.trim()),
          exact: raw(question.usecase).trim() === '1',
          near: near.map((one) => ({ text: one.raw.trim(), why: one.why })),
          why: full[0]?.why ?? general,
        },
        where,
      );
    }
    case 'numerical': {
      const full = answers.find(({ weight }) => weight >= 100);
      if (!full) return into.skip({ where, code: 'noAnswer' });
      const near = answers.filter((one) => one !== full && Number.isFinite(Number(one.text)));
      return into.take(
        {
          ...base,
          kind: 'number',
          value: full.text === '' ? Number.NaN : Number(full.text),
          tolerance: Number.isFinite(full.tolerance) ? Math.abs(full.tolerance) : 0,
          units: [],
          near: near.map((one) => ({ value: Number(one.text), why: one.why })),
          why: full.why,
        },
        where,
      );
    }
    default:
      return into.skip({ where, code: 'kind', found: kind.slice(0, 40) });
  }
}

// --- writing

const html = (name: string, text: string): string =>
  `<${name} format="html"><text>${escapeXml(toHtml(text))}</text></${name}>`;
const feedback = (text: string): string => html('feedback', text);

/** A quiz as Moodle XML, to be imported into a question bank. */
export function writeMoodle(title: string, items: readonly Flat[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<quiz>',
    `<question type="category"><category><text>$course$/${escapeXml(title.replaceAll('/', '//'))}</text></category></question>`,
    ...items.map(question),
    '</quiz>',
    '',
  ].join('\n');
}

function question(item: Flat): string {
  const kinds = {
    choice: 'multichoice',
    match: 'matching',
    order: 'matching',
    text: 'shortanswer',
    number: 'numerical',
    open: 'essay',
  };
  const why = 'why' in item ? item.why : '';
  return [
    `<question type="${kinds[item.type]}">`,
    `<name><text>${escapeXml(item.id)}</text></name>`,
    html('questiontext', item.text),
    html('generalfeedback', why),
    '<defaultgrade>1</defaultgrade>',
    ...rest(item),
    '</question>',
  ].join('\n');
}

function rest(item: Flat): string[] {
  const answer = (weight: number, text: string, why: string, more = ''): string =>
    `<answer fraction="${Number(weight.toFixed(5))}" format="html"><text>${text}</text>${more}${feedback(why)}</answer>`;
  const sub = (text: string, match: string): string =>
    `<subquestion format="html"><text>${escapeXml(toHtml(text))}</text><answer><text>${escapeXml(match)}</text></answer></subquestion>`;
  switch (item.type) {
    case 'choice': {
      const right = item.options.filter((one) => one.right).length;
      const wrong = Math.max(1, item.options.length - right);
      return [
        `<single>${!item.multiple}</single>`,
        '<shuffleanswers>true</shuffleanswers>',
        ...item.options.map((one) =>
          answer(
            one.right ? (item.multiple ? 100 / right : 100) : item.multiple ? -100 / wrong : 0,
            escapeXml(toHtml(one.text)),
            one.why,
          ),
        ),
      ];
    }
    case 'match':
      return [
        '<shuffleanswers>true</shuffleanswers>',
        ...item.pairs.map((pair) => sub(pair.text, pair.match)),
        ...item.others.map((other) => sub('', other)),
      ];
    case 'order':
      return [
        '<shuffleanswers>true</shuffleanswers>',
        ...item.steps.map((step, index) => sub(step.text, String(index + 1))),
      ];
    case 'text':
      return [
        `<usecase>${item.exact ? 1 : 0}</usecase>`,
        ...item.accept.map((one) => answer(100, escapeXml(one), item.why)),
        ...item.near.map((one) => answer(0, escapeXml(one.text), one.why)),
      ];
    case 'number':
      return [
        answer(100, String(item.value), item.why, `<tolerance>${item.tolerance}</tolerance>`),
        ...item.near.map((one) =>
          answer(0, String(one.value), one.why, `<tolerance>${item.tolerance}</tolerance>`),
        ),
        ...(item.unit
          ? [
              `<units><unit><multiplier>1</multiplier><unit_name>${escapeXml(item.unit)}</unit_name></unit></units>`,
              '<unitgradingtype>0</unitgradingtype><showunits>3</showunits>',
            ]
          : []),
      ];
    case 'open':
      return ['<responseformat>plain</responseformat>', html('graderinfo', item.solution)];
  }
}
