// One operation of a service from its words to what is printed. Tests: test/terminal/aws.test.ts.
import { parseArguments } from './argparse.ts';
import type { Environment } from './environment.ts';
import { resolvePath } from './environment.ts';
import { fail, parameterError } from './errors.ts';
import { preloadFiles, readParameterFile } from './files.ts';
import { JsonError, readJsonText } from './json-read.ts';
import type { Model } from './model.ts';
import type { Printer } from './output/index.ts';
import { printAnswer, printPages } from './output/index.ts';
import type { Paging } from './paginate.ts';
import { paginate } from './paginate.ts';
import type { OperationOptions, Parameter } from './parameters.ts';
import { completeRunInstances, operationOptions } from './parameters.ts';
import type { Dict, Value } from './python.ts';
import { isDict, typeName } from './python.ts';
import { toBase64 } from './request.ts';
import type { Session } from './session.ts';
import { inputSkeleton, outputSkeleton, skeletonText } from './skeleton.ts';
import { validate } from './validate.ts';
import { unpack } from './values.ts';

export interface Call {
  model: Model;
  /** What was typed after aws: 'iam', 's3api'. */
  command: string;
  /** 'CreateUser' */
  operation: string;
  parameters: Dict;
  paging: Paging;
  paginated: boolean;
  values: Record<string, unknown>;
}

/** Reads the words behind the operation's name. */
export async function readCall(
  session: Session,
  model: Model,
  command: string,
  operation: string,
  words: readonly string[],
): Promise<Call | 'help'> {
  const options = operationOptions(model, command, operation);
  // With an input from JSON, or a skeleton, nothing is required on the line.
  const skeleton = words.indexOf('--generate-cli-skeleton');
  const relaxed = words.includes('--cli-input-json') || (skeleton >= 0 && words[skeleton + 1] !== 'output');
  if (words.length === 1 && words[0] === 'help') return 'help';
  const { values, rest } = parseArguments(
    options.parameters.flatMap((parameter) =>
      parameter.options.map((option) => (relaxed ? { ...option, required: false } : option)),
    ),
    [...options.positionals, { dest: 'help', takes: 'maybe' }],
    words,
  );
  if (values.help === 'help') return 'help';
  if (values.help !== undefined) rest.push(values.help as string);
  if (rest.length > 0) fail('unknown-options', `Unknown options: ${rest.join(', ')}`);
  const paginated = decidePaging(session, options, values);
  const table = options.parameters.map((one) => (paginated ? one : (options.shadowed.get(one.name) ?? one)));
  const parameters = await parametersOf(session, model, table, values);
  if (values['cli-input-json'] !== undefined)
    await addInputJson(session.environment, parameters, values['cli-input-json'] as string);
  const paging: Paging = {};
  const { 'max-items': maxItems, 'page-size': pageSize, 'starting-token': token } = values;
  const own = paginated && model.table.paginators[operation] !== undefined;
  if (own && maxItems !== undefined) paging.maxItems = Number(maxItems);
  if (own && pageSize !== undefined) paging.pageSize = pageSize as number;
  if (own && token !== undefined) paging.startingToken = token as string;
  return { model, command, operation, parameters, paging, paginated: own, values };
}

function decidePaging(session: Session, options: OperationOptions, values: Record<string, unknown>): boolean {
  const manual = options.tokens.some((name) => name !== 'max-items' && values[name] !== undefined);
  const paginated = session.globals.paginate && !manual;
  if (!paginated) {
    const used = ['starting-token', 'page-size', 'max-items'].filter(
      (name) => !options.shadowed.has(name) && values[name],
    );
    if (used.length > 0)
      fail(
        'other',
        `Error during pagination: Cannot specify --no-paginate along with pagination arguments: ${used.map((name) => `--${name}`).join(', ')}`,
      );
  }
  return paginated;
}

async function parametersOf(
  session: Session,
  model: Model,
  table: readonly Parameter[],
  values: Record<string, unknown>,
): Promise<Dict> {
  const { environment } = session;
  const readFile = await preloadFiles(environment, table, values);
  const parameters: Dict = {};
  for (const { name, shape, member, apply, options } of table) {
    const given = values[name];
    if (given === undefined) continue;
    if (apply) apply(parameters, given);
    else if (shape && member !== undefined) {
      const word = given as string | string[] | boolean | number;
      const flag = options[0]?.flag ?? name;
      if (typeof word === 'boolean') parameters[member] = shape.kind === 'structure' ? { Value: word } : word;
      else if (typeof word === 'number') parameters[member] = word;
      else parameters[member] = unpack({ model, version: environment.version, readFile }, flag, shape, word);
    }
  }
  return parameters;
}

async function addInputJson(environment: Environment, parameters: Dict, given: string): Promise<void> {
  const file = /^fileb?:\/\/(.*)$/s.exec(given)?.[1];
  let text = given;
  if (file !== undefined) {
    const found = await readParameterFile(environment, file);
    if ('error' in found)
      return parameterError('--cli-input-json', `Unable to load paramfile ${given}: ${found.error}`);
    text = new TextDecoder().decode(found.bytes);
  }
  try {
    const found = readJsonText(text);
    if (!isDict(found)) fail('other', `${typeName(found).slice(8, -2)} object has no attribute 'keys'`);
    for (const [name, value] of Object.entries(found as Dict)) parameters[name] ??= value;
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    parameterError('cli-input-json', `Invalid JSON: ${error.message}\nJSON received: ${text}`);
  }
}

/** Runs it; what it prints goes to the printer. */
export async function runCall(session: Session, call: Call, printer: Printer): Promise<void> {
  const { model, operation, values, environment } = { ...call, environment: session.environment };
  let parameters = call.parameters;
  const skeleton = values['generate-cli-skeleton'];
  if (skeleton === 'input') {
    printer.print(`${skeletonText(inputSkeleton(model, operation))}\n`);
    return;
  }
  if (model.service === 'ec2' && operation === 'RunInstances') {
    parameters = completeRunInstances(parameters);
    const data = parameters.UserData;
    if (data !== undefined)
      parameters.UserData = toBase64(
        data instanceof Uint8Array ? data : new TextEncoder().encode(String(data)),
      );
  }
  if (skeleton === 'output') {
    validate(model, model.input(operation), parameters);
    const answer = outputSkeleton(model, operation);
    // The AWS CLI holds its own sample against the model, and finds it wrong where a member has a least length.
    validate(model, model.output(operation), answer);
    await printAnswer(printer, operation, answer);
    return;
  }
  const maxItems = call.paging.maxItems;
  if (maxItems !== undefined && maxItems <= 0)
    printer.warn('warning: Non-positive values for --max-items may result in undefined behavior.\n');
  const paginator = model.table.paginators[operation];
  if (call.paginated && paginator) {
    const pages = paginate(paginator, parameters, call.paging, (given) =>
      session.call(model, operation, given),
    );
    await printPages(printer, operation, pages, model);
    return;
  }
  const output = await session.call(model, operation, parameters);
  await keepFiles(environment, call, output);
  await printAnswer(printer, operation, output, model);
}

/** What an answer holds for a file: an object's contents, a virtual MFA device's secret. */
async function keepFiles(environment: Environment, call: Call, output: Dict): Promise<void> {
  const { model, operation, values } = call;
  const payload = model.output(operation)?.payload;
  const body: Value | undefined = payload === undefined ? undefined : output[payload];
  if (values.outfile !== undefined && body instanceof Uint8Array) {
    await environment.files.write(resolvePath(environment, values.outfile as string), body);
    delete output[payload as string];
  }
  const device = output.VirtualMFADevice;
  const method = values['bootstrap-method'] as string | undefined;
  if (method === undefined || !isDict(device)) return;
  const found = device[method];
  if (typeof found !== 'string') return;
  const bytes = Uint8Array.from(atob(found), (char) => char.charCodeAt(0));
  await environment.files.write(resolvePath(environment, values.outfile as string), bytes);
  delete device.QRCodePNG;
  delete device.Base32StringSeed;
}
