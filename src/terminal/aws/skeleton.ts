// --generate-cli-skeleton: the shape of a request, or of an answer, to be filled in. Pure.
// Tests: test/terminal/words.test.ts.
import type { Model, Shape } from './model.ts';
import { memberOf } from './model.ts';
import type { Dict, Value } from './python.ts';
import { ascii, isDict } from './python.ts';

export function inputSkeleton(model: Model, operation: string): Value {
  const input = model.input(operation);
  return input ? generate(model, input, [], undefined) : {};
}

/** Values are the names of their members. */
export function outputSkeleton(model: Model, operation: string): Dict {
  const output = model.output(operation);
  return output ? (generate(model, output, [], '') as Dict) : {};
}

/** @param name of the member, where values are names; undefined where they are empty */
function generate(model: Model, shape: Shape, stack: readonly string[], name: string | undefined): Value {
  const inside = [...stack, shape.name];
  switch (shape.kind) {
    case 'structure':
      if (stack.includes(shape.name)) return {};
      return Object.fromEntries(
        Object.keys(shape.members).map((member) => [
          member,
          generate(
            model,
            memberOf(model, shape, member) as Shape,
            inside,
            name === undefined ? undefined : member,
          ),
        ]),
      );
    case 'list': {
      const item = model.shape(shape.list as string);
      return [generate(model, item, inside, name === undefined ? undefined : item.name)];
    }
    case 'map':
      return {
        KeyName: generate(
          model,
          model.shape(shape.value as string),
          inside,
          name === undefined ? undefined : '',
        ),
      };
    case 's':
      // The AWS CLI takes one of the allowed values at random; the first is as good.
      return name ?? shape.enum?.[0] ?? '';
    case 'b':
      return true;
    case 't':
      return '1970-01-01T00:00:00';
    case 'x':
      return null;
    default:
      return 0;
  }
}

/** As json.dumps with four spaces: other characters than ASCII escaped, numbers with a fraction as such. */
export function skeletonText(value: Value, indent = ''): string {
  const deeper = `${indent}    `;
  if (Array.isArray(value))
    return value.length === 0
      ? '[]'
      : `[\n${value.map((item) => deeper + skeletonText(item, deeper)).join(',\n')}\n${indent}]`;
  if (isDict(value)) {
    const entries = Object.entries(value);
    if (entries.length === 0) return '{}';
    return `{\n${entries.map(([name, held]) => `${deeper}${ascii(name)}: ${skeletonText(held, deeper)}`).join(',\n')}\n${indent}}`;
  }
  return typeof value === 'string' ? ascii(value) : JSON.stringify(value);
}
