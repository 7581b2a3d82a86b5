// Tables for spreadsheets: as text with a byte order mark (else Excel takes it for another encoding), and with cells
// that a spreadsheet would run as formulas made harmless. Pure. Tests: test/classroom/csv.test.ts.

export type CellValue = string | number | null;
export interface Sheet {
  name: string;
  rows: readonly (readonly CellValue[])[];
}

/** Begins like a formula in some spreadsheet; the full-width forms count too. */
const FORMULA = /^[\s\p{C}]*[=+\-@＝＋－＠|%]/u;

/** The text as a cell that stays text. */
export const harmless = (text: string): string =>
  FORMULA.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text;

function cell(value: CellValue, separator: string): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = harmless(value);
  return new RegExp(`["\\r\\n${separator}]`).test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** @param separator `;` is what Excel expects where the decimal sign is a comma */
export function csv({ rows }: Sheet, separator: ',' | ';' = ','): string {
  return `\uFEFF${rows.map((row) => row.map((value) => cell(value, separator)).join(separator)).join('\r\n')}\r\n`;
}
