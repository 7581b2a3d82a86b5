// Printing an answer in the format that was asked for. Tests: test/terminal/output.test.ts.
import type { Environment } from '../environment.ts';
import { fail } from '../errors.ts';
import type { Model, Shape } from '../model.ts';
import { memberOf } from '../model.ts';
import type { Pages } from '../paginate.ts';
import { assign, wholeResult } from '../paginate.ts';
import type { Dict, Value } from '../python.ts';
import { isDict } from '../python.ts';
import type { Query } from '../query.ts';
import { path } from '../query.ts';
import { isoTime, timeOf } from '../time.ts';
import { formatJson } from './json.ts';
import { formatTable } from './table.ts';
import { formatText } from './text.ts';

export interface Printer {
  print(text: string): void;
  warn(text: string): void;
  format: string;
  query: Query | undefined;
  environment: Environment;
  /** Times as ISO 8601 with a zone, instead of as they came. */
  isoTimes: boolean;
}

export async function printAnswer(
  printer: Printer,
  title: string,
  answer: Dict,
  model?: Model,
): Promise<void> {
  const shown = model ? withTimes(printer, model, title, answer) : answer;
  const found = printer.query ? printer.query(shown) : shown;
  await printValue(printer, title, found);
}

export async function printPages(printer: Printer, title: string, pages: Pages, model: Model): Promise<void> {
  if (printer.format !== 'text') {
    await printAnswer(printer, title, await wholeResult(pages), model);
    return;
  }
  let first = true;
  for await (const page of pages.pages) {
    const current = first ? pages.rest() : {};
    first = false;
    for (const key of pages.resultKeys) assign(current, key, path(key)(page));
    await printAnswer(printer, title, current, model);
  }
  const token = pages.resumeToken();
  if (token !== undefined) await printAnswer(printer, title, { NextToken: { NextToken: token } });
}

async function printValue(printer: Printer, title: string, value: Value): Promise<void> {
  switch (printer.format) {
    case 'json':
      printer.print(formatJson(value));
      return;
    case 'text':
      printer.print(formatText(value));
      return;
    case 'table':
      printer.print(formatTable(title, value, printer.environment.columns));
      return;
    case 'yaml':
    case 'yaml-stream': {
      const { formatYaml } = await import('./yaml.ts');
      printer.print(formatYaml(value, printer.format === 'yaml-stream'));
      return;
    }
    case 'off':
      return;
    default:
      fail('other', `Unknown output type: ${printer.format}`);
  }
}

/** Version 2 writes every time in one form, whatever the service's protocol. */
function withTimes(printer: Printer, model: Model, operation: string, answer: Dict): Dict {
  const shape = model.output(operation);
  return printer.isoTimes && shape ? (timed(model, shape, answer) as Dict) : answer;
}

function timed(model: Model, shape: Shape, value: Value): Value {
  if (shape.kind === 't') {
    const time = timeOf(value);
    return time === undefined ? value : isoTime(time);
  }
  if (shape.kind === 'list' && Array.isArray(value)) {
    const item = model.shape(shape.list as string);
    return value.map((one) => timed(model, item, one));
  }
  if (!isDict(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => {
      const inner = shape.kind === 'map' ? model.shape(shape.value as string) : memberOf(model, shape, name);
      return [name, inner ? timed(model, inner, held) : held];
    }),
  );
}
