// The options of an operation: generated from its input, with what the AWS CLI changes about some of them.
// Pure. Tests: test/terminal/words.test.ts.
import type { Option, Positional } from './argparse.ts';
import { fail } from './errors.ts';
import type { Model, Shape } from './model.ts';
import { memberOf, typeOf } from './model.ts';
import { dashed } from './names.ts';
import type { Dict, Value } from './python.ts';
import { parseInteger } from './python.ts';

export interface Parameter {
  /** user-name */
  name: string;
  options: Option[];
  /** What help says of it. */
  type: string;
  required: boolean;
  shape?: Shape;
  /** Under which it is sent; undefined for what the AWS CLI keeps to itself. */
  member?: string;
  /** Puts the words into the parameters itself. */
  apply?: (parameters: Dict, words: unknown) => void;
  /** Still read, but not shown in help: pages are the AWS CLI's own business. */
  hidden?: boolean;
  choices?: readonly string[];
}

export interface OperationOptions {
  parameters: Parameter[];
  positionals: Positional[];
  /** Options of the paging that hide an option of the operation with the same name. */
  shadowed: ReadonlyMap<string, Parameter>;
  /** The operation's own options that turn paging off when written. */
  tokens: readonly string[];
}

export function operationOptions(model: Model, command: string, operation: string): OperationOptions {
  const input = model.input(operation);
  const table = new Map<string, Parameter>();
  for (const member of Object.keys(input?.members ?? {})) {
    const shape = memberOf(model, input as Shape, member) as Shape;
    const required = input?.required.includes(member) === true && shape.traits.idempotencyToken !== true;
    const name = dashed(member);
    table.set(name, parameter(name, member, shape, required));
  }
  if (command === 'ec2') forEc2(model, operation, table);
  // --authentication-code-1: as version 1 still takes it.
  for (const number of [1, 2]) {
    const code = command === 'iam' ? table.get(`authentication-code${number}`) : undefined;
    code?.options.push({ flag: `--authentication-code-${number}`, dest: code.name });
  }
  const output = model.output(operation);
  const body = output?.payload === undefined ? undefined : memberOf(model, output, output.payload);
  const positionals: Positional[] = body?.kind === 'x' ? [{ dest: 'outfile' }] : [];
  if (command === 'iam' && operation === 'CreateVirtualMFADevice') {
    const choices = ['QRCodePNG', 'Base32StringSeed'];
    table.set('outfile', own('outfile', 'string', { required: true }));
    table.set('bootstrap-method', own('bootstrap-method', 'string', { required: true, choices }));
  } else if (positionals.length === 0) {
    table.set('cli-input-json', own('cli-input-json', 'string', {}));
    table.set(
      'generate-cli-skeleton',
      own('generate-cli-skeleton', 'string', {
        takes: 'maybe',
        constant: 'input',
        choices: ['input', 'output'],
      }),
    );
  }
  const { shadowed, tokens } = addPaging(model, operation, table);
  return { parameters: [...table.values()], positionals, shadowed, tokens };
}

function own(name: string, type: string, option: Partial<Option>): Parameter {
  const made: Option = { flag: `--${name}`, dest: name, ...option };
  return {
    name,
    options: [made],
    type,
    required: option.required === true,
    ...(option.choices ? { choices: option.choices } : {}),
  };
}

function parameter(name: string, member: string, shape: Shape, required: boolean): Parameter {
  const flag = `--${name}`;
  const options: Option[] =
    shape.kind === 'b'
      ? [
          { flag, dest: name, takes: 'none', constant: true },
          { flag: negative(name), dest: name, takes: 'none', constant: false },
        ]
      : [
          {
            flag,
            dest: name,
            required,
            ...(shape.kind === 'list' ? { takes: 'any' as const } : {}),
            ...(shape.kind === 'l' ? { type: 'integer' as const } : {}),
          },
        ];
  return { name, options, type: typeOf(shape), required, shape, member };
}

const negatives: Record<string, string> = { 'disable-api-termination': '--enable-api-termination' };

function negative(name: string): string {
  return negatives[name] ?? `--no-${name}`;
}

/** EC2's shorthands: booleans in a structure of their own, --count, the simple options for a network interface. */
function forEc2(model: Model, operation: string, table: Map<string, Parameter>): void {
  for (const [name, { shape, member }] of [...table]) {
    const only = Object.keys(shape?.members ?? {});
    if (!shape || member === undefined || only.length !== 1 || only[0] !== 'Value') continue;
    if (memberOf(model, shape, 'Value')?.kind !== 'b') continue;
    table.set(name, {
      name,
      type: 'boolean',
      required: false,
      shape,
      member,
      options: [
        { flag: `--${name}`, dest: name, takes: 'maybe', constant: true },
        { flag: negative(name), dest: name, takes: 'none', constant: false },
      ],
    });
  }
  if (operation !== 'RunInstances') return;
  table.delete('min-count');
  table.delete('max-count');
  table.set('count', { ...own('count', 'string', {}), apply: setCount });
  const face = (name: string, option: Partial<Option>, key: string, value: (words: unknown) => Value) =>
    table.set(name, {
      ...own(name, 'string', option),
      apply: (parameters, words) => {
        parameters.NetworkInterfaces ??= [{ DeviceIndex: 0 }];
        const [first] = parameters.NetworkInterfaces as Dict[];
        if (first) first[key] = value(words);
      },
    });
  face('secondary-private-ip-addresses', { takes: 'any' }, 'PrivateIpAddresses', (words) =>
    (words as string[]).map((one) => ({ PrivateIpAddress: one, Primary: false })),
  );
  face(
    'secondary-private-ip-address-count',
    { type: 'integer' },
    'SecondaryPrivateIpAddressCount',
    (words) => words as number,
  );
  const name = 'associate-public-ip-address';
  face(name, { takes: 'none' }, 'AssociatePublicIpAddress', (words) => words === true);
  table.get(name)?.options.push({ flag: `--no-${name}`, dest: name, takes: 'none', constant: false });
}

function setCount(parameters: Dict, words: unknown): void {
  const text = String(words);
  const [least = '', most = least] = text.includes(':') ? text.split(':') : [text];
  const [min, max] = [parseInteger(least), parseInteger(most)];
  if (min === undefined || max === undefined)
    fail('parameters', 'count parameter should be of form min[:max] (e.g. 1 or 1:10)');
  parameters.MinCount = min as number;
  parameters.MaxCount = max as number;
}

/** What RunInstances needs besides: counts, user data in base64, one place for what belongs to the network interface. */
export function completeRunInstances(parameters: Dict): Dict {
  const out: Dict = { ...parameters };
  const faces = out.NetworkInterfaces as Dict[] | undefined;
  const face = faces?.[0];
  const simple = ['PrivateIpAddresses', 'SecondaryPrivateIpAddressCount', 'AssociatePublicIpAddress'];
  if (face && simple.some((key) => key in face)) {
    for (const [from, to] of [
      ['SubnetId', 'SubnetId'],
      ['SecurityGroupIds', 'Groups'],
      ['Ipv6AddressCount', 'Ipv6AddressCount'],
      ['Ipv6Addresses', 'Ipv6Addresses'],
    ] as const)
      if (out[from] !== undefined) {
        face[to] = out[from];
        delete out[from];
      }
    if (out.PrivateIpAddress !== undefined) {
      face.PrivateIpAddresses = [{ PrivateIpAddress: out.PrivateIpAddress, Primary: true }];
      delete out.PrivateIpAddress;
    }
  }
  out.MaxCount ??= 1;
  out.MinCount ??= 1;
  return out;
}

function addPaging(
  model: Model,
  operation: string,
  table: Map<string, Parameter>,
): { shadowed: Map<string, Parameter>; tokens: string[] } {
  const paginator = model.table.paginators[operation];
  const shadowed = new Map<string, Parameter>();
  if (!paginator) return { shadowed, tokens: [] };
  const limit = paginator.limit_key;
  const tokens = [paginator.input_token, limit ?? []].flat().map(dashed);
  for (const name of tokens) {
    const held = table.get(name);
    if (held) held.hidden = true;
  }
  const limitShape =
    limit === undefined ? undefined : memberOf(model, model.input(operation) as Shape, limit);
  const type = limitShape?.kind === 's' ? {} : { type: 'integer' as const };
  const add = (name: string, option: Partial<Option>): void => {
    const held = table.get(name);
    if (held) shadowed.set(name, held);
    table.set(name, own(name, option.type ?? 'string', option));
  };
  add('starting-token', {});
  if (limit !== undefined) add('page-size', type);
  add('max-items', type);
  return { shadowed, tokens };
}
