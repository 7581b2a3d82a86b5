// What botocore looks at before it sends a request: required members, unknown ones, types, the least lengths. The
// wording is botocore's, which the AWS CLI prints. Pure. Tests: test/terminal/words.test.ts.
import { CliError } from './errors.ts';
import type { Model, Shape } from './model.ts';
import { memberOf } from './model.ts';
import type { Dict, Value } from './python.ts';
import { isDict, length, str, typeName } from './python.ts';
import { timeOf } from './time.ts';

/** @throws CliError with everything that is wrong */
export function validate(model: Model, shape: Shape | undefined, parameters: Dict): void {
  if (!shape) return;
  const problems: string[] = [];
  check(model, shape, parameters, '', problems);
  if (problems.length > 0)
    throw new CliError('parameters', `Parameter validation failed:\n${problems.join('\n')}`);
}

const python: Record<string, string[]> = {
  structure: ['dict'],
  map: ['dict'],
  list: ['list', 'tuple'],
  s: ['str'],
  i: ['int'],
  l: ['int'],
  f: ['float', 'decimal.Decimal', 'int'],
  d: ['float', 'decimal.Decimal', 'int'],
  b: ['bool'],
};

function fits(kind: string, value: Value): boolean {
  switch (kind) {
    case 'structure':
    case 'map':
      return isDict(value);
    case 'list':
      return Array.isArray(value);
    case 's':
      return typeof value === 'string';
    case 'i':
    case 'l':
      return (typeof value === 'number' && Number.isInteger(value)) || typeof value === 'boolean';
    case 'f':
    case 'd':
      return typeof value === 'number';
    case 'b':
      return typeof value === 'boolean';
    default:
      return true;
  }
}

function check(model: Model, shape: Shape, value: Value, name: string, problems: string[]): void {
  const shown = name === '' ? 'input' : name.startsWith('.') ? name.slice(1) : name;
  if (!fits(shape.kind, value)) {
    const types = (python[shape.kind] ?? []).map((type) => `<class '${type}'>`).join(', ');
    problems.push(
      `Invalid type for parameter ${shown}, value: ${str(value)}, type: ${typeName(value)}, valid types: ${types}`,
    );
    return;
  }
  const short = (size: number): void => {
    if (shape.min !== undefined && size < shape.min)
      problems.push(`Invalid length for parameter ${shown}, value: ${size}, valid min length: ${shape.min}`);
  };
  switch (shape.kind) {
    case 'structure':
      if (!shape.document) checkStructure(model, shape, value as Dict, name, shown, problems);
      return;
    case 'list': {
      const list = value as Value[];
      short(list.length);
      const item = model.shape(shape.list as string);
      list.forEach((element, index) => {
        check(model, item, element, `${name}[${index}]`, problems);
      });
      return;
    }
    case 'map': {
      const [keys, values] = [model.shape(shape.key as string), model.shape(shape.value as string)];
      for (const [key, held] of Object.entries(value as Dict)) {
        check(model, keys, key, `${name} (key: ${key})`, problems);
        check(model, values, held, `${name}.${key}`, problems);
      }
      return;
    }
    case 's':
      short(length(value as string));
      return;
    case 'i':
    case 'l':
    case 'f':
    case 'd':
      if (shape.min !== undefined && (value as number) < shape.min)
        problems.push(
          `Invalid value for parameter ${shown}, value: ${str(value)}, valid min value: ${shape.min}`,
        );
      return;
    case 't':
      if (timeOf(value) === undefined)
        problems.push(
          `Invalid type for parameter ${shown}, value: ${str(value)}, type: ${typeName(value)}, valid types: <class 'datetime.datetime'>, timestamp-string`,
        );
      return;
    case 'x':
      if (typeof value !== 'string' && !(value instanceof Uint8Array))
        problems.push(
          `Invalid type for parameter ${shown}, value: ${str(value)}, type: ${typeName(value)}, valid types: <class 'bytes'>, <class 'bytearray'>, file-like object`,
        );
      return;
  }
}

function checkStructure(
  model: Model,
  shape: Shape,
  value: Dict,
  name: string,
  shown: string,
  problems: string[],
): void {
  for (const required of shape.required)
    if (!Object.hasOwn(value, required))
      problems.push(`Missing required parameter in ${shown}: "${required}"`);
  const names = Object.keys(shape.members);
  for (const given of Object.keys(value))
    if (!Object.hasOwn(shape.members, given))
      problems.push(`Unknown parameter in ${shown}: "${given}", must be one of: ${names.join(', ')}`);
  for (const [given, held] of Object.entries(value)) {
    const member = memberOf(model, shape, given);
    if (member) check(model, member, held, `${name}.${given}`, problems);
  }
}
