// rootless start (npm start): a build where something changed, then site and AWS endpoint until Ctrl-C.
import { resolve } from 'node:path';
import { buildIfChanged } from '../../scripts/build.ts';
import { accountsFolder, type RunningRootless, startRootless } from '../server/index.ts';
import { readOptions, readPort } from './options.ts';

const root = resolve(import.meta.dirname, '../..');

function greeting(
  { site, endpoint, credentials, account, kept }: RunningRootless,
  wanted: [number, number],
): string {
  const moved = [
    site.moved && `Port ${wanted[0]} is taken by another program, so the site has the next free one.`,
    endpoint.moved &&
      `Port ${wanted[1]} is taken by another program, so the AWS endpoint has the next free one.`,
    !kept &&
      'Rootless already runs in this folder and keeps its accounts: those of this one last until you stop it.',
  ].filter(Boolean);
  return `${moved.length > 0 ? `\n${moved.join('\n')}\n` : ''}
  Rootless        ${site.url}
  AWS endpoint    ${endpoint.url}

To use your own AWS CLI, boto3 or Terraform with practice account ${account}, as its root user:

  export AWS_ENDPOINT_URL=${endpoint.url}
  export AWS_ACCESS_KEY_ID=${credentials.accessKeyId}
  export AWS_SECRET_ACCESS_KEY=${credentials.secretAccessKey}
  export AWS_DEFAULT_REGION=us-east-1

Nothing here is real, and nothing leaves this machine. Ctrl-C stops everything.
`;
}

export async function startCommand(args: string[]): Promise<number> {
  const values = readOptions(args, {
    port: { type: 'string', default: '4321' },
    'endpoint-port': { type: 'string', default: '4566' },
  });
  const port = readPort('port', values.port);
  const endpointPort = readPort('endpoint-port', values['endpoint-port']);
  if (!buildIfChanged()) throw new Error('the site could not be built: see the message above.');
  const running = await startRootless({
    folder: resolve(root, 'dist'),
    accounts: accountsFolder(root),
    port,
    endpointPort,
  });
  process.stdout.write(greeting(running, [port, endpointPort]));
  return new Promise((done) => {
    const stop = (): void => void running.close().then(() => done(0));
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    process.once('SIGHUP', stop);
  });
}
