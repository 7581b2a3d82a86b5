// --output text: rows of words between tabs, members in alphabetical order. Pure. Tests: test/terminal/output.test.ts.
import type { Dict, Value } from '../python.ts';
import { compareText, isDict, str } from '../python.ts';

export function formatText(value: Value): string {
  const out: string[] = [];
  write(value, out, undefined, undefined);
  return out.join('');
}

const isPlain = (value: Value | undefined): boolean => !isDict(value) && !Array.isArray(value);

function write(
  item: Value,
  out: string[],
  label: string | undefined,
  columns: readonly string[] | undefined,
): void {
  if (isDict(item)) writeDict(item, out, label, columns);
  else if (Array.isArray(item)) writeList(item, out, label);
  else out.push(`${str(item)}\n`);
}

function writeList(list: Value[], out: string[], label: string | undefined): void {
  if (list.length === 0) return;
  if (list.some(isDict)) {
    const keys = new Set<string>();
    for (const item of list)
      for (const [key, value] of Object.entries(item as Dict)) if (isPlain(value)) keys.add(key);
    const columns = [...keys].sort(compareText);
    for (const item of list) write(item, out, label, columns);
  } else if (list.some(Array.isArray)) {
    const plain = list.filter(isPlain);
    if (plain.length > 0) writePlain(plain, out, label);
    for (const item of list) if (!isPlain(item)) write(item, out, label, undefined);
  } else writePlain(list, out, label);
}

function writePlain(list: Value[], out: string[], label: string | undefined): void {
  if (label === undefined) out.push(`${list.map(str).join('\t')}\n`);
  else for (const item of list) out.push(`${label.toUpperCase()}\t${str(item)}\n`);
}

function writeDict(
  item: Dict,
  out: string[],
  label: string | undefined,
  columns: readonly string[] | undefined,
): void {
  const keys = Object.keys(item).sort(compareText);
  const words = columns
    ? columns.map((key) => (Object.hasOwn(item, key) ? str(item[key]) : ''))
    : keys.filter((key) => isPlain(item[key])).map((key) => str(item[key]));
  const rest = columns
    ? keys.filter((key) => !columns.includes(key))
    : keys.filter((key) => !isPlain(item[key]));
  if (words.length > 0)
    out.push(`${(label === undefined ? words : [label.toUpperCase(), ...words]).join('\t')}\n`);
  for (const key of rest) write(item[key] as Value, out, key, undefined);
}
