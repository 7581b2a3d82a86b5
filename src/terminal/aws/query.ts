// --query: JMESPath as the AWS CLI has it, bare words in backticks included. Pure. Tests: test/terminal/words.test.ts.
import { compile, TreeInterpreter } from '@jmespath-community/jmespath';
import { fail } from './errors.ts';
import type { Value } from './python.ts';

export type Query = (value: Value) => Value;

/** @throws CliError where the expression cannot be read, and the query where it cannot be applied */
export function compileQuery(expression: string): Query {
  if (expression === '')
    fail('other', `Bad value for --query : Invalid JMESPath expression: cannot be empty.`);
  const search = expressionOf(expression, (message) =>
    fail('other', `Bad value for --query ${expression}: ${message}`),
  );
  return (value) => {
    try {
      return search(value);
    } catch (error) {
      return fail('other', said(error as Error));
    }
  };
}

/** The few there are, each read once. */
const paths = new Map<string, Query>();

/** A path of a paginator or a waiter. */
export function path(expression: string): Query {
  let query = paths.get(expression);
  if (!query) {
    query = expressionOf(expression, (message) => {
      throw new Error(message);
    });
    paths.set(expression, query);
  }
  return query;
}

function expressionOf(expression: string, refuse: (message: string) => never): Query {
  let tree: ReturnType<typeof compile>;
  try {
    tree = compile(expression, { enable_legacy_literals: true });
  } catch (error) {
    const message = (error as Error).message;
    return refuse(
      /EOF/.test(message)
        ? `Invalid jmespath expression: Incomplete expression:\n"${expression}"\n${' '.repeat(expression.length + 1)}^`
        : message,
    );
  }
  return (value) => (TreeInterpreter.search(tree, value as never) ?? null) as Value;
}

/** The library's words for a wrong type, as botocore's users know them. */
function said(error: Error): string {
  const found =
    /^Invalid type: (\w+)\(\) expected argument \d+ to be type \(?([^)]*?)\)? but received type (\w+)/.exec(
      error.message,
    );
  if (!found) return error.message;
  const [, name, types = '', received] = found;
  const wanted = types.split(' | ').map((type) => `'${type}'`);
  return `In function ${name}(), invalid type for value, expected one of: [${wanted.join(', ')}], received: "${received}"`;
}
