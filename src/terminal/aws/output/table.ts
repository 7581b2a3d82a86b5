// --output table: boxes with a title, nested ones indented. Pure. Tests: test/terminal/output.test.ts.
import type { Dict, Value } from '../python.ts';
import { compareText, isDict, str } from '../python.ts';
import { width } from './width.ts';

interface Section {
  title: string;
  headers: readonly string[];
  rows: string[][];
  indent: number;
  widths: number[];
}

/** @param columns of the terminal: where a table is wider, single rows are turned on their side */
export function formatTable(title: string, value: Value, columns = 80): string {
  const sections: Section[] = [];
  if (!build(sections, title, value, 0)) return '';
  let total = Math.max(...sections.map(widthOf));
  if (total > columns) {
    sections.forEach((section, index) => {
      if (section.rows.length !== 1 || section.headers.length === 0) return;
      const turned = newSection(section.title, section.indent);
      section.headers.forEach((header, column) => {
        addRow(turned, [header, section.rows[0]?.[column] ?? '']);
      });
      sections[index] = turned;
    });
    total = Math.max(...sections.map(widthOf));
  }
  return `${'-'.repeat(total)}\n${sections.map((section) => render(section, total)).join('')}`;
}

function newSection(title: string, indent: number): Section {
  return { title, headers: [], rows: [], indent, widths: [] };
}

function addHeaders(section: Section, headers: readonly string[]): void {
  section.headers = headers;
  widen(section, headers);
}

function addRow(section: Section, row: readonly Value[]): void {
  const words = row.map(str);
  section.rows.push(words);
  widen(section, words);
}

function widen(section: Section, words: readonly string[]): void {
  words.forEach((word, column) => {
    section.widths[column] = Math.max(width(word), section.widths[column] ?? 0);
  });
}

const isPlain = (value: Value | undefined): boolean => !isDict(value) && !Array.isArray(value);

function isEmpty(value: Value): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (isDict(value)) return Object.keys(value).length === 0;
  return !value;
}

function build(sections: Section[], title: string | undefined, current: Value, indent: number): boolean {
  if (isEmpty(current)) return false;
  if (title !== undefined) sections.push(newSection(title, indent));
  const section = sections.at(-1) as Section;
  if (Array.isArray(current)) {
    if (isDict(current[0])) buildList(sections, current as Dict[], indent, title);
    else
      for (const item of current) {
        if (isPlain(item)) addRow(section, [item]);
        else if (Array.isArray(item) && item.every(isPlain)) addRow(section, item);
        else build(sections, undefined, item, 0);
      }
  }
  if (isDict(current)) buildDict(sections, current, indent);
  return true;
}

function buildDict(sections: Section[], current: Dict, indent: number): void {
  const section = sections.at(-1) as Section;
  const keys = Object.keys(current).sort(compareText);
  const headers = keys.filter((key) => isPlain(current[key]));
  if (headers.length === 1) addRow(section, [headers[0] as string, current[headers[0] as string] as Value]);
  else if (headers.length > 1) {
    addHeaders(section, headers);
    addRow(
      section,
      headers.map((key) => current[key] as Value),
    );
  }
  for (const key of keys) if (!isPlain(current[key])) build(sections, key, current[key] as Value, indent + 1);
}

function buildList(sections: Section[], list: Dict[], indent: number, title: string | undefined): void {
  const [plain, nested] = [new Set<string>(), new Set<string>()];
  for (const item of list)
    for (const [key, value] of Object.entries(item)) (isPlain(value) ? plain : nested).add(key);
  const headers = [...plain].sort(compareText);
  const more = [...nested].sort(compareText);
  addHeaders(sections.at(-1) as Section, headers);
  list.forEach((item, index) => {
    if (index > 0 && more.length > 0) {
      sections.push(newSection(title ?? '', indent));
      addHeaders(sections.at(-1) as Section, headers);
    }
    addRow(
      sections.at(-1) as Section,
      headers.map((header) => (Object.hasOwn(item, header) ? (item[header] as Value) : '')),
    );
    for (const key of more)
      if (Object.hasOwn(item, key)) build(sections, key, item[key] as Value, indent + 1);
  });
}

function widthOf({ title, widths, indent }: Section): number {
  const cells = widths.reduce((sum, one) => sum + one + 4, 0) + 2 + 2 * indent;
  return Math.max(width(title) + 2 + 2 * indent, cells);
}

/** Half to even, as Python rounds. */
function round(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

function scaled(section: Section, total: number): number[] {
  const wanted = section.widths.map((one) => one + 4);
  if (wanted.length === 0) return [];
  const factor = total / wanted.reduce((sum, one) => sum + one, 0);
  const out = wanted.map((one) => round(factor * one));
  let over = out.reduce((sum, one) => sum + one, 0) - total;
  while (over !== 0) {
    const order = out.map((_, index) => index);
    if (over < 0) order.reverse();
    for (const index of order) {
      const step = over > 0 ? -1 : 1;
      out[index] = (out[index] as number) + step;
      over += step;
      if (over === 0) break;
    }
  }
  return out;
}

function render(section: Section, all: number): string {
  const total = all - section.indent * 2;
  const side = '|'.repeat(section.indent);
  const lines: string[] = [];
  if (section.title) {
    lines.push(centred(section.title, total, '|'));
    if (section.headers.length === 0 && section.rows.length === 0) lines.push(`+${'-'.repeat(total - 2)}+`);
  }
  const widths = scaled(section, total);
  const rule = widths
    .map((one, i) => (i === 0 ? `+${'-'.repeat(one - 2)}+` : `${'-'.repeat(one - 1)}+`))
    .join('');
  if (section.headers.length > 0) {
    lines.push(rule);
    lines.push(
      section.headers.map((header, i) => centred(header, widths[i] as number, i === 0 ? '|' : '')).join(''),
    );
  }
  if (section.rows.length > 0 && widths.length > 0) {
    lines.push(rule);
    for (const row of section.rows)
      lines.push(widths.map((one, i) => leftAligned(row[i] ?? '', one, i === 0 ? '|' : '')).join(''));
    lines.push(rule);
  }
  return lines.map((line) => `${side}${line}${side}\n`).join('');
}

function centred(text: string, total: number, edge: string): string {
  const size = width(text);
  const before = Math.floor(total / 2) - Math.floor(size / 2) - 1;
  const after = total - 1 - edge.length - Math.max(0, before) - size;
  return `${edge}${' '.repeat(Math.max(0, before))}${text}${' '.repeat(Math.max(0, after))}|`;
}

function leftAligned(text: string, total: number, edge: string): string {
  const size = width(text);
  const padding = total - (size + 2 + edge.length + 1) >= 0 ? 2 : 0;
  const after = total - edge.length - padding - size - 1;
  return `${edge}${' '.repeat(padding)}${text}${' '.repeat(Math.max(0, after))}|`;
}
