// Where the code of a service refuses: code and sentence of each fail(…) and new AwsError(…), read from its source, as
// patterns that what a client was told can be held against. Calls of helpers that pass a code or a sentence on count
// as well, with what is given to them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

export interface Refusal {
  /** tree.ts:28 */
  at: string;
  code: RegExp;
  /** The code itself, where it is written out. */
  written?: string;
  message: RegExp;
}

const root = join(import.meta.dirname, '../../../src/cloud');
/** Code of several services that is given the code to refuse with. */
const shared = 'services/paging.ts';

type Finder = (call: ts.CallExpression | ts.NewExpression) => [ts.Expression?, ts.Expression?] | undefined;

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Every text an expression can be; what is not known before it runs is any text. */
function texts(node: ts.Expression | undefined): string[] {
  if (!node) return ['[^]*'];
  if (ts.isStringLiteralLike(node)) return [escaped(node.text)];
  if (ts.isConditionalExpression(node)) return [...texts(node.whenTrue), ...texts(node.whenFalse)];
  if (ts.isParenthesizedExpression(node)) return texts(node.expression);
  if (ts.isTemplateExpression(node))
    return [
      escaped(node.head.text) +
        node.templateSpans.map(({ literal }) => `[^]*${escaped(literal.text)}`).join(''),
    ];
  return ['[^]*'];
}

function* descendants(node: ts.Node): Generator<ts.Node> {
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    children.push(child);
  });
  for (const child of children) {
    yield child;
    yield* descendants(child);
  }
}

function nameOf(call: ts.CallExpression | ts.NewExpression): string {
  return ts.isIdentifier(call.expression) ? call.expression.text : '';
}

const direct: Finder = (call) =>
  ['fail', 'AwsError'].includes(nameOf(call)) ? [call.arguments?.[0], call.arguments?.[1]] : undefined;

/** Functions whose refusals have the code or sentence of a parameter: noConfiguration(code, message, …). */
function helpers(files: readonly ts.SourceFile[]): Finder {
  const found = new Map<string, { code: number; message: number; body: Refusing }>();
  for (const file of files)
    for (const node of descendants(file)) {
      const named = namedFunction(node);
      if (!named) continue;
      const { name, made } = named;
      const parameters = made.parameters.map((parameter) => parameter.name.getText());
      for (const inner of descendants(made)) {
        const given = ts.isCallExpression(inner) ? direct(inner) : undefined;
        if (!given) continue;
        const [code, message] = given.map((one) => (one ? parameters.indexOf(one.getText()) : -1));
        if (code === undefined || (code < 0 && (message ?? -1) < 0)) continue;
        found.set(name, { code, message: message ?? -1, body: given });
      }
    }
  return (call) => {
    const helper = found.get(nameOf(call));
    if (!helper) return undefined;
    const given = (i: number, own: ts.Expression | undefined) => (i < 0 ? own : call.arguments?.[i]);
    return [given(helper.code, helper.body[0]), given(helper.message, helper.body[1])];
  };
}

type Refusing = [ts.Expression?, ts.Expression?];

function namedFunction(
  node: ts.Node,
): { name: string; made: ts.FunctionDeclaration | ts.ArrowFunction } | undefined {
  if (ts.isFunctionDeclaration(node) && node.name) return { name: node.name.text, made: node };
  if (ts.isVariableDeclaration(node) && node.initializer && ts.isArrowFunction(node.initializer))
    return { name: node.name.getText(), made: node.initializer };
  return undefined;
}

function parse(path: string): ts.SourceFile {
  return ts.createSourceFile(path, readFileSync(join(root, path), 'utf8'), ts.ScriptTarget.Latest, true);
}

/** @param folder of services/, or a file of cloud/ */
export function refusals(folder: string): Refusal[] {
  const paths = folder.endsWith('.ts')
    ? [folder]
    : readdirSync(join(root, 'services', folder)).map((file) => `services/${folder}/${file}`);
  const files = paths.map(parse);
  const own = helpers(files);
  const ownAndShared = helpers([...files, parse(shared)]);
  const found: Refusal[] = [];
  for (const file of files) {
    const throughHelper = file.text.includes("/paging.ts'") ? ownAndShared : own;
    for (const node of descendants(file)) {
      const at = `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
      const add = (code: ts.Expression | undefined, message: ts.Expression | undefined) => {
        for (const one of texts(code))
          for (const other of texts(message))
            found.push({
              at,
              code: new RegExp(`^${one}$`),
              message: new RegExp(`^${other}$`),
              ...(code && ts.isStringLiteralLike(code) ? { written: code.text } : {}),
            });
      };
      if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
        const given = direct(node) ?? throughHelper(node);
        if (given) add(...given);
      } else if (ts.isPropertyAssignment(node) && node.name.getText() === 'invalid') {
        // Of a page's token: paging.ts.
        add(node.initializer, undefined);
      }
    }
  }
  return found;
}
