// The options every aws command takes. Pure. Tests: test/terminal/aws.test.ts.
import type { Option } from './argparse.ts';
import type { Query } from './query.ts';

export interface Globals {
  endpointUrl: string | undefined;
  paginate: boolean;
  output: string | undefined;
  query: Query | undefined;
  profile: string | undefined;
  region: string | undefined;
  /** False with --no-sign-request. */
  sign: boolean;
}

const outputs = {
  1: ['json', 'text', 'table'],
  2: ['json', 'text', 'table', 'yaml', 'yaml-stream', 'off'],
} as const;

export function globalOptions(version: 1 | 2): Option[] {
  const more: Option[] =
    version === 2
      ? [
          { flag: '--no-cli-pager', dest: 'pager', takes: 'none' },
          { flag: '--cli-binary-format', dest: 'binary', choices: ['base64', 'raw-in-base64-out'] },
          { flag: '--cli-error-format', dest: 'errorFormat' },
        ]
      : [{ flag: '--v2-debug', dest: 'v2Debug', takes: 'none' }];
  return [
    { flag: '--debug', dest: 'debug', takes: 'none' },
    { flag: '--endpoint-url', dest: 'endpointUrl' },
    { flag: '--no-verify-ssl', dest: 'verify', takes: 'none', constant: false },
    { flag: '--no-paginate', dest: 'paginate', takes: 'none', constant: false },
    { flag: '--output', dest: 'output', choices: outputs[version] },
    { flag: '--query', dest: 'query' },
    { flag: '--profile', dest: 'profile' },
    { flag: '--region', dest: 'region' },
    { flag: '--version', dest: 'version', takes: 'none' },
    { flag: '--color', dest: 'color', choices: ['on', 'off', 'auto'] },
    { flag: '--no-sign-request', dest: 'sign', takes: 'none', constant: false },
    { flag: '--ca-bundle', dest: 'caBundle' },
    { flag: '--cli-read-timeout', dest: 'readTimeout', type: 'integer' },
    { flag: '--cli-connect-timeout', dest: 'connectTimeout', type: 'integer' },
    ...more,
  ];
}
