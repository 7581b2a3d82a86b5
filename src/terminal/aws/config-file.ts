// Changing a value in a configuration file and leaving every other line as it is, comments included, as the AWS CLI does.
// Pure. Tests: test/terminal/aws.test.ts.
import type { Setting } from './config.ts';

/** The file's text with the values set in the section; a section that is not there is added at the end. */
export function updateSection(
  text: string,
  section: string,
  values: Readonly<Record<string, Setting>>,
): string {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const start = lines.findIndex(
    (line) => headerOf(line) !== undefined && matches(headerOf(line) as string, section),
  );
  const left = new Map(Object.entries(values));
  if (start < 0) return `${lines.map((line) => `${line}\n`).join('')}[${section}]\n${rows(left)}`;
  let end = lines.findIndex((line, index) => index > start && headerOf(line) !== undefined);
  if (end < 0) end = lines.length;
  const out: string[] = lines.slice(0, start + 1);
  let last = out.length;
  for (let i = start + 1; i < end; i++) {
    const line = lines[i] as string;
    const name = /^([^\s:=#;][^:=]*?)\s*[:=]/.exec(line)?.[1];
    const value = name === undefined ? undefined : left.get(name);
    if (name === undefined || value === undefined) {
      out.push(line);
      if (name !== undefined || /^\s+\S/.test(line)) last = out.length;
      continue;
    }
    left.delete(name);
    if (typeof value === 'string') out.push(`${name} = ${value}`);
    else {
      out.push(line);
      const inner = new Map(Object.entries(value));
      while (i + 1 < end && /^\s+\S/.test(lines[i + 1] as string)) {
        const nested = lines[++i] as string;
        const found = /^(\s+)([^:=]+?)\s*[:=]/.exec(nested);
        const given = found ? inner.get(found[2] as string) : undefined;
        if (found && given !== undefined) {
          out.push(`${found[1]}${found[2]} = ${given}`);
          inner.delete(found[2] as string);
        } else out.push(nested);
      }
      for (const [key, given] of inner) out.push(`    ${key} = ${given}`);
    }
    last = out.length;
  }
  out.splice(last, 0, ...rows(left).split('\n').slice(0, -1));
  return [...out, ...lines.slice(end)].map((line) => `${line}\n`).join('');
}

function headerOf(line: string): string | undefined {
  return /^\s*\[([^\]]+)\]/.exec(line)?.[1];
}

function matches(header: string, section: string): boolean {
  return header === section || header === section.replace(/^(profile) '?(.*?)'?$/, '$1 "$2"');
}

function rows(values: ReadonlyMap<string, Setting>): string {
  return [...values]
    .map(([name, value]) =>
      typeof value === 'string'
        ? `${name} = ${value}\n`
        : `${name} =\n${Object.entries(value)
            .map(([key, held]) => `    ${key} = ${held}\n`)
            .join('')}`,
    )
    .join('');
}
