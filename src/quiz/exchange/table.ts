// A spreadsheet of questions: one row each, columns by their names in the first row. As CSV, or as .xlsx through
// read-excel-file. Columns: question, kind, right, wrong (any number of them), why, tolerance, unit.
// Tests: test/quiz/exchange/file.
import { type Collector, collector, type ImportedQuiz } from './report.ts';

type Row = readonly string[];

/** Several answers in one cell. */
const PARTS = /\s*[|\n]\s*/;
const PAIR = /\s*->\s*/;

export const readCsv = (text: string, title: string): ImportedQuiz => readRows(parseCsv(text), title);

export function readRows(rows: readonly Row[], title: string): ImportedQuiz {
  const into = collector(title);
  const [head = [], ...body] = rows;
  const names = head.map((name) => name.trim().toLowerCase());
  const columns = (start: string): number[] =>
    names.flatMap((name, index) => (name === start || name.startsWith(`${start} `) ? [index] : []));
  if (columns('question').length === 0 || columns('right').length === 0) {
    into.quiz.refused = 'unknown';
    into.quiz.skipped.push({
      where: names.filter(Boolean).join(', ').slice(0, 200),
      line: 1,
      code: 'columns',
    });
    return into.quiz;
  }
  for (const [index, row] of body.entries()) {
    if (row.every((cell) => cell.trim() === '')) continue;
    const cells = (start: string): string[] =>
      columns(start)
        .map((at) => (row[at] ?? '').trim())
        .filter((cell) => cell !== '');
    readRow(cells, index + 2, into);
  }
  return into.quiz;
}

function readRow(cells: (start: string) => string[], line: number, into: Collector) {
  const [question = ''] = cells('question');
  const [why = ''] = cells('why');
  const right = cells('right').flatMap((cell) => cell.split(PARTS));
  const wrong = cells('wrong').flatMap((cell) => cell.split(PARTS));
  const kind = (cells('kind')[0] ?? guess(right, wrong)).toLowerCase();
  const where = question.slice(0, 60) || String(line);
  switch (kind) {
    case 'choice':
    case 'several':
      return into.take(
        {
          kind,
          question,
          options: [
            ...right.map((text) => ({ text, right: true, why })),
            ...wrong.map((text) => ({ text, right: false, why: '' })),
          ],
        },
        where,
        line,
      );
    case 'text':
      return into.take(
        { kind, question, accept: right, exact: false, near: wrong.map((text) => ({ text, why: '' })), why },
        where,
        line,
      );
    case 'number': {
      const value = right[0] === undefined ? Number.NaN : Number(right[0].replace(',', '.'));
      const tolerance = Math.abs(Number(cells('tolerance')[0]?.replace(',', '.') ?? 0)) || 0;
      const units = cells('unit').map((text) => ({ text, factor: 1 }));
      return into.take({ kind, question, value, tolerance, units, near: [], why }, where, line);
    }
    case 'match': {
      const pairs = right.map((pair) => pair.split(PAIR)).filter((pair) => pair.length === 2);
      if (pairs.length < right.length) return into.skip({ where, line, code: 'fewPairs' });
      return into.take(
        {
          kind,
          question,
          pairs: pairs.map(([text = '', match = '']) => ({ text, match, why })),
          others: wrong,
        },
        where,
        line,
      );
    }
    default:
      return into.skip({ where, line, code: 'kind', found: kind.slice(0, 40) });
  }
}

function guess(right: readonly string[], wrong: readonly string[]): string {
  if (right.length > 1 && right.every((cell) => PAIR.test(cell))) return 'match';
  if (wrong.length > 0) return right.length > 1 ? 'several' : 'choice';
  return right.length === 1 && /^-?\d+([.,]\d+)?$/.test(right[0] ?? '') ? 'number' : 'text';
}

/** RFC 4180, with the comma, semicolon or tab that the first line has most of. */
export function parseCsv(text: string): Row[] {
  const source = text.replace(/^\uFEFF/, '');
  const first = source.slice(0, source.search(/\r|\n|$/));
  const comma = [',', ';', '\t'].reduce((best, one) =>
    first.split(one).length > first.split(best).length ? one : best,
  );
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < source.length; at++) {
    const sign = source[at] as string;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (source[at + 1] === '"') {
        cell += '"';
        at++;
      } else quoted = false;
    } else if (sign === '"' && cell === '') quoted = true;
    else if (sign === comma) {
      row.push(cell);
      cell = '';
    } else if (sign === '\n' || sign === '\r') {
      if (sign === '\r' && source[at + 1] === '\n') at++;
      rows.push([...row, cell]);
      row = [];
      cell = '';
    } else cell += sign;
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell]);
  return rows;
}

/** A quiz's plain questions as CSV, for a spreadsheet. */
export const csvTemplate = (): string =>
  [
    'question,kind,right,wrong 1,wrong 2,why',
    '"Who can close the account?",choice,The root user,Any administrator,Nobody,"Only root can, in an account by itself."',
    '"What does a new user have?",several,"A name | An ARN",Permissions,An access key,',
    '"Which effect wins?",text,Deny,,,One Deny is enough.',
    '"How many access keys can a user have?",number,2,,,',
    '"What goes with what?",match,"user -> password | role -> trust policy",,,',
    '',
  ].join('\r\n');
