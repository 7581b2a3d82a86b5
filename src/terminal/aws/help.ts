// aws help, aws iam help, aws iam create-user help: what can be typed, in the shape of the AWS CLI's pages and shorter.
// The sentences are the first ones of AWS's own documentation. Tests: test/terminal/aws.test.ts.
import { globalOptions } from './globals.ts';
import { commands, type Model } from './model.ts';
import { dashed } from './names.ts';
import type { Parameter } from './parameters.ts';
import { operationOptions } from './parameters.ts';

interface Said {
  does?: string;
  members?: Record<string, string>;
}

const loaders: Record<string, () => Promise<{ default: unknown }>> = {
  account: () => import('../../data/tables/cli-help-account.json', { with: { type: 'json' } }),
  cloudtrail: () => import('../../data/tables/cli-help-cloudtrail.json', { with: { type: 'json' } }),
  ec2: () => import('../../data/tables/cli-help-ec2.json', { with: { type: 'json' } }),
  iam: () => import('../../data/tables/cli-help-iam.json', { with: { type: 'json' } }),
  organizations: () => import('../../data/tables/cli-help-organizations.json', { with: { type: 'json' } }),
  s3: () => import('../../data/tables/cli-help-s3.json', { with: { type: 'json' } }),
  sqs: () => import('../../data/tables/cli-help-sqs.json', { with: { type: 'json' } }),
  sts: () => import('../../data/tables/cli-help-sts.json', { with: { type: 'json' } }),
};

async function load(service: string): Promise<Record<string, Said>> {
  const module = await (loaders[service] as () => Promise<{ default: unknown }>)();
  return module.default as Record<string, Said>;
}

const indent = (text: string): string => text.replace(/^(?=.)/gm, '       ');
const part = (title: string, text: string): string => `${title}\n${indent(text.trimEnd())}\n\n`;
const bullets = (names: readonly string[]): string => names.map((name) => `o ${name}`).join('\n\n');

export function rootHelp(version: 1 | 2): string {
  return (
    part('NAME', 'aws -') +
    part('DESCRIPTION', 'The AWS Command Line Interface is a unified tool to manage your AWS services.') +
    part(
      'SYNOPSIS',
      'aws [options] <command> <subcommand> [parameters]\n\nUse aws <command> help for information on a specific command.',
    ) +
    part(
      'GLOBAL OPTIONS',
      globalOptions(version)
        .map(({ flag }) => flag)
        .join('\n\n'),
    ) +
    part('AVAILABLE SERVICES', bullets([...Object.keys(commands), 's3', 'configure', 'help'].sort()))
  );
}

export async function commandHelp(model: Model, command: string): Promise<string> {
  const waits = Object.keys(model.table.waiters).length > 0 ? ['wait'] : [];
  return (
    part('NAME', `${command} -`) +
    part('SYNOPSIS', `aws ${command} <operation> [parameters]`) +
    part('AVAILABLE COMMANDS', bullets([...model.operations.keys(), ...waits, 'help'].sort()))
  );
}

export function configureHelp(): string {
  return (
    part('NAME', 'configure -') +
    part(
      'DESCRIPTION',
      'Asks for access key, secret access key, region and output format, and keeps them in ~/.aws/credentials and ~/.aws/config. When you write nothing and press Enter, a value stays as it is.',
    ) +
    part('SYNOPSIS', 'aws configure [--profile profile-name]') +
    part('AVAILABLE COMMANDS', bullets(['get', 'list', 'set']))
  );
}

export async function operationHelp(model: Model, command: string, operation: string): Promise<string> {
  const said = (await load(model.service))[operation] ?? {};
  const { parameters, positionals } = operationOptions(model, command, operation);
  const shown = parameters.filter(({ hidden }) => !hidden);
  const name = dashed(operation);
  const synopsis = [
    name,
    ...shown.map((one) => (one.required ? usageOf(one) : `[${usageOf(one)}]`)),
    ...positionals.map(({ dest }) => `<${dest}>`),
  ].join('\n');
  const paged = model.table.paginators[operation]
    ? `\n\n${name} is a paginated operation. Several requests may be made to fetch the whole list. --no-paginate turns that off.`
    : '';
  return (
    part('NAME', `${name} -`) +
    part('DESCRIPTION', `${said.does ?? ''}${paged}`) +
    part('SYNOPSIS', synopsis) +
    part(
      'OPTIONS',
      shown.map((one) => optionOf(one, said.members?.[one.member ?? ''])).join('\n\n') || 'None',
    )
  );
}

function usageOf({ name, type, options }: Parameter): string {
  return type === 'boolean' ? options.map(({ flag }) => flag).join(' | ') : `--${name} <value>`;
}

function optionOf(parameter: Parameter, sentence: string | undefined): string {
  const { name, type, options, required, shape } = parameter;
  const head = type === 'boolean' ? options.map(({ flag }) => flag).join(' | ') : `--${name}`;
  const values = shape?.enum ?? parameter.choices;
  const lines = [`${head} (${type})${required ? ' [required]' : ''}`];
  if (sentence) lines.push(`   ${sentence}`);
  if (values) lines.push(`   Possible values: ${values.join(', ')}`);
  return lines.join('\n');
}
