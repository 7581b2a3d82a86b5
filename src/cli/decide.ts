// rootless decide [FILE]: one JSON case a line in, one JSON decision a line out, in order. A case that cannot be read
// answers with an error and the next line goes on. Memory does not grow with the number of lines.
// Tests: test/policy/decide-command.test.ts

import { once } from 'node:events';
import { createReadStream, existsSync } from 'node:fs';
import { loadService, type ServiceTable } from '../data/actions/index.ts';
import { guessId, readCase, sayOfCase } from '../policy/case.ts';
import { decide, MAX_POLICY_LENGTH, resourceAsked } from '../policy/index.ts';
import { type Line, readLines } from './lines.ts';

/** One document of the longest kind and the rest of a case. */
const MAX_LINE = MAX_POLICY_LENGTH + 65_536;

export async function decideCommand(args: string[]): Promise<number> {
  const [file, ...more] = args.filter((arg) => arg !== '--');
  if (more.length > 0 || file?.startsWith('--')) {
    process.stderr.write(
      'usage: rootless decide [FILE]\nWithout FILE the cases are read from the standard input.\n',
    );
    return 2;
  }
  if (file !== undefined && file !== '-' && !existsSync(file)) {
    process.stderr.write(`rootless decide: there is no file ${file}.\n`);
    return 1;
  }
  const source =
    file === undefined || file === '-' ? process.stdin : createReadStream(file, { highWaterMark: 1 << 18 });
  // Whoever reads the answers may have seen enough.
  let closed = false;
  process.stdout.on('error', () => {
    closed = true;
  });
  for await (const lines of readLines(source as AsyncIterable<Buffer>, MAX_LINE)) {
    if (closed) break;
    let out = '';
    for (const line of lines) {
      if (line.text.trim() !== '') out += `${JSON.stringify(await answer(line))}\n`;
    }
    if (out !== '' && !process.stdout.write(out) && !closed)
      await once(process.stdout, 'drain').catch(() => {});
  }
  return 0;
}

const tables = new Map<string, ServiceTable | null>();

async function answer(line: Line): Promise<object> {
  if (line.cut) {
    const error = {
      ...sayOfCase('caseLineTooLong', { limit: MAX_LINE }),
      pointer: '',
      line: line.number,
      column: MAX_LINE + 1,
    };
    return { id: guessId(line.text), error };
  }
  const read = readCase(line.text);
  if (!read.ok) {
    const { message, hint, pointer, column, inDocument } = read.error;
    return {
      id: read.id,
      error: { message, hint, pointer, line: inDocument ? read.error.line : line.number, column },
    };
  }
  const { request } = read;
  const service = request.action.slice(0, request.action.indexOf(':')).toLowerCase();
  let table = tables.get(service);
  if (table === undefined) {
    table = await loadService(service);
    tables.set(service, table);
  }
  const resource = resourceAsked(request.action, request.resource, table);
  const { decision, decidedBy } = decide(resource === request.resource ? request : { ...request, resource });
  return { id: read.id, decision, decidedBy };
}
