// GIFT, Moodle's text format for quizzes: reading through gift-pegjs, question by question so that a mistake in one
// loses only that one; writing by ourselves. Source: Moodle docs, GIFT format. Tests: test/quiz/exchange/gift.
import { type GIFTQuestion, parse } from 'gift-pegjs';
import type { Flat } from './flat.ts';
import { fromHtml, hasPictures, toHtml } from './html.ts';
import { type Collector, collector, type ImportedQuiz } from './report.ts';

/** What the parser answers, as far as we read it. */
interface Read {
  type: GIFTQuestion['type'];
  title: string | null;
  stem?: Formatted;
  globalFeedback?: Formatted | null;
  isTrue?: boolean;
  trueFeedback?: Formatted | null;
  falseFeedback?: Formatted | null;
  choices?: Choice[] | Amount;
  matchPairs?: { subquestion: Formatted; subanswer: string }[];
}
interface Formatted {
  format: string;
  text: string;
}
interface Amount {
  type: 'simple' | 'range' | 'high-low';
  number?: number;
  range?: number;
  numberHigh?: number;
  numberLow?: number;
}
interface Choice {
  isCorrect: boolean;
  weight: number | null;
  text: Formatted | Amount;
  feedback: Formatted | null;
}

export function readGift(text: string, title: string): ImportedQuiz {
  const into = collector(title);
  for (const { source, line } of questionsIn(text)) {
    let found: Read[];
    try {
      found = parse(source) as unknown as Read[];
    } catch (error) {
      const { message, location } = error as { message: string; location?: { start: { line: number } } };
      into.skip({
        where: source.trim().slice(0, 60),
        line: line + (location?.start.line ?? 1) - 1,
        code: 'syntax',
        found: message.slice(0, 200),
      });
      continue;
    }
    for (const one of found) readOne(one, line, into);
  }
  return into.quiz;
}

/**
 * Questions are divided by blank lines. Within braces a blank line belongs to the question, if answers follow it: a
 * brace that was never closed must not swallow the rest of the file.
 */
function* questionsIn(text: string): Generator<{ source: string; line: number }> {
  const all = text.replace(/^\uFEFF/, '').split(/\r\n?|\n/);
  let lines: string[] = [];
  let start = 1;
  let depth = 0;
  for (const [index, line] of [...all, ''].entries()) {
    if (line.trim() === '') {
      const following = all.slice(index).find((one) => one.trim() !== '') ?? '';
      if (depth <= 0 || !/^\s*[=~#}]/.test(following)) {
        if (lines.some((one) => one.trim() !== '')) yield { source: lines.join('\n'), line: start };
        lines = [];
        depth = 0;
        start = index + 2;
        continue;
      }
    }
    const comment = depth === 0 && /^\s*\/\//.test(line);
    const bare = comment ? '' : line.replace(/\\./g, '');
    depth += (bare.match(/\{/g)?.length ?? 0) - (bare.match(/\}/g)?.length ?? 0);
    lines.push(comment ? '' : line);
  }
}

const plain = (given: Formatted | null | undefined): string =>
  !given
    ? ''
    : given.format === 'html' || given.format === 'moodle'
      ? fromHtml(given.text)
      : given.text.trim();

/** What is typed, and what is chosen from a list, is plain text in Moodle, whatever the question's format. */
const typed = (choice: Choice): string => unguarded((choice.text as Formatted).text);

/** The parser leaves its own marks for guarded signs in partners: `&&035;` for `#`. */
const unguarded = (text: string): string =>
  text.replace(/&&(\d{3});/g, (_, code: string) => String.fromCharCode(Number(code))).trim();

function readOne(read: Read, line: number, into: Collector) {
  if (read.type === 'Category') return;
  const question = plain(read.stem);
  const where = read.title?.trim() || question.slice(0, 60) || `line ${line}`;
  const general = plain(read.globalFeedback);
  if (read.stem && hasPictures(read.stem.text)) into.note({ where, line, code: 'pictures' });
  switch (read.type) {
    case 'TF': {
      // Feedback stands in the order «for the wrong answer, for the right one».
      const options = [true, false].map((value) => ({
        text: value ? 'True' : 'False',
        right: value === read.isTrue,
        why: plain(value === read.isTrue ? read.falseFeedback : read.trueFeedback) || general,
      }));
      return into.take({ kind: 'choice', question, options }, where, line);
    }
    case 'MC': {
      const choices = (read.choices ?? []) as Choice[];
      const weighed = choices.filter(({ weight }) => weight !== null && weight > 0);
      // Signs of equality mark a right answer; weights alone mean that several count together.
      const whole = choices.filter((one) => one.isCorrect);
      const several = whole.length === 0 && weighed.length > 0;
      if (!several && weighed.length > 0) into.note({ where, line, code: 'weights' });
      const options = choices.map((one) => ({
        text: plain(one.text as Formatted),
        right: several ? (one.weight ?? 0) > 0 : whole.includes(one),
        why: plain(one.feedback) || general,
      }));
      return into.take(
        { kind: several || whole.length > 1 ? 'several' : 'choice', question, options },
        where,
        line,
      );
    }
    case 'Short': {
      const choices = (read.choices ?? []) as Choice[];
      const full = choices.filter(({ weight }) => weight === null || weight === 100);
      const near = choices.filter((one) => !full.includes(one));
      return into.take(
        {
          kind: 'text',
          question,
          accept: full.map((one) => typed(one)),
          exact: false,
          near: near.map((one) => ({ text: typed(one), why: plain(one.feedback) })),
          why: plain(full[0]?.feedback) || general,
        },
        where,
        line,
      );
    }
    case 'Numerical': {
      const single = !Array.isArray(read.choices);
      const choices = single ? [] : (read.choices as Choice[]);
      const best = single
        ? (read.choices as Amount)
        : (choices.find(({ weight }) => weight === null || weight === 100)?.text as Amount);
      if (!best) return into.skip({ where, line, code: 'noAnswer' });
      const { value, tolerance } = amount(best);
      const others = choices.filter((one) => one.text !== best);
      if (others.some(({ weight }) => (weight ?? 0) > 0)) into.note({ where, line, code: 'weights' });
      return into.take(
        {
          kind: 'number',
          question,
          value,
          tolerance,
          units: [],
          near: others.map((one) => ({ value: amount(one.text as Amount).value, why: plain(one.feedback) })),
          why: plain(choices.find((one) => one.text === best)?.feedback) || general,
        },
        where,
        line,
      );
    }
    case 'Matching': {
      const all = read.matchPairs ?? [];
      const pairs = all.filter((pair) => plain(pair.subquestion) !== '');
      return into.take(
        {
          kind: 'match',
          question,
          pairs: pairs.map((pair) => ({
            text: plain(pair.subquestion),
            match: unguarded(pair.subanswer),
            why: general,
          })),
          others: all.filter((pair) => !pairs.includes(pair)).map((pair) => unguarded(pair.subanswer)),
        },
        where,
        line,
      );
    }
    default:
      return into.skip({ where, line, code: 'kind', found: read.type });
  }
}

function amount({
  type,
  number = Number.NaN,
  range = 0,
  numberHigh = Number.NaN,
  numberLow = Number.NaN,
}: Amount) {
  if (type !== 'high-low') return { value: number, tolerance: Math.abs(range) };
  return { value: (numberHigh + numberLow) / 2, tolerance: Math.abs(numberHigh - numberLow) / 2 };
}

// --- writing

const guard = (text: string): string => text.replace(/[\\~=#{}:]/g, (sign) => `\\${sign}`);
/** A text that begins like a weight must not be read as one. */
const html = (text: string): string => guard(toHtml(text).replace(/^%/, '&#37;'));
/** The format knows no way to write an arrow that makes no pair; it becomes the sign of one. */
const bare = (text: string): string => guard(text.replaceAll('->', '→')).replaceAll('\n', '\\n');
const feedback = (why: string): string => (why === '' ? '' : `#${html(why)}`);

/** A quiz as GIFT text. What is open there is an essay. */
export function writeGift(title: string, items: readonly Flat[]): string {
  const lines = [`// ${title.replace(/\s+/g, ' ')}`, ''];
  for (const item of items) lines.push(`::${html(item.id)}::[html]${html(item.text)}{${body(item)}}`, '');
  return lines.join('\n');
}

function body(item: Flat): string {
  const rows = (list: readonly string[]): string => `\n${list.map((row) => `\t${row}\n`).join('')}`;
  switch (item.type) {
    case 'choice': {
      if (!item.multiple)
        return rows(
          item.options.map((one) => `${one.right ? '=' : '~'}${html(one.text)}${feedback(one.why)}`),
        );
      const right = item.options.filter((one) => one.right).length;
      const wrong = item.options.length - right;
      return rows(
        item.options.map((one) => {
          const weight = one.right ? 100 / right : -100 / Math.max(1, wrong);
          return `~%${Number(weight.toFixed(5))}%${html(one.text)}${feedback(one.why)}`;
        }),
      );
    }
    case 'match':
      return rows([
        ...item.pairs.map((pair) => `=${html(pair.text)} -> ${bare(pair.match)}`),
        ...item.others.map((other) => `= -> ${bare(other)}`),
      ]);
    case 'order':
      return rows(item.steps.map((step, index) => `=${html(step.text)} -> ${index + 1}`));
    case 'text':
      return rows([
        ...item.accept.map((one) => `=%100%${bare(one)}${feedback(item.why)}`),
        ...item.near.map((one) => `=%0%${bare(one.text)}${feedback(one.why)}`),
      ]);
    case 'number':
      return `#${rows([
        `=${item.value}:${item.tolerance}${feedback(item.why)}`,
        ...item.near.map((one) => `=%0%${one.value}:${item.tolerance}${feedback(one.why)}`),
      ])}`;
    case 'open':
      return '';
  }
}
