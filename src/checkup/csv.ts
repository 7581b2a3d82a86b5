// Comma-separated text, read and written. Cells that a spreadsheet would run as formulas are made harmless: names in
// an account are somebody else's words. Pure. Tests: test/checkup/csv.test.ts, files.test.ts.

/** Rows of cells; quotes, doubled quotes and line breaks in cells as RFC 4180 has them. */
export function readCsv(text: string): string[][] {
  const source = text.replace(/^\uFEFF/, '');
  const rows = source.includes('"')
    ? quotedRows(source)
    : source.split(/\r\n|\n|\r/).map((line) => line.split(','));
  return rows.filter((cells) => cells.some((one) => one !== ''));
}

function quotedRows(source: string): string[][] {
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
    else if (sign === ',') {
      row.push(cell);
      cell = '';
    } else if (sign === '\n' || sign === '\r') {
      if (sign === '\r' && source[at + 1] === '\n') at++;
      row.push(cell);
      rows.push(row);
      row = [];
      cell = '';
    } else cell += sign;
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell]);
  return rows;
}

/** Begins like a formula in some spreadsheet; the full-width forms count too. */
const FORMULA = /^[\s\p{C}]*[=+\-@＝＋－＠|%]/u;

/** The text as a cell that stays text. */
export const harmless = (text: string): string =>
  FORMULA.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text;

export type CellValue = string | number | null;

function cell(value: CellValue, separator: string): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = harmless(value);
  return new RegExp(`["\\r\\n${separator}]`).test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * With a byte order mark, else Excel takes it for another encoding.
 * @param separator `;` is what Excel expects where the decimal sign is a comma
 */
export function writeCsv(rows: readonly (readonly CellValue[])[], separator: ',' | ';' = ','): string {
  return `\uFEFF${rows.map((row) => row.map((value) => cell(value, separator)).join(separator)).join('\r\n')}\r\n`;
}
