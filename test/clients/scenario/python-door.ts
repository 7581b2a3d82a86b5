// boto3 and the AWS CLI as doors: one Python process that reads a request a line and writes an answer a line.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { RunningEndpoint } from '../../../src/cli/serve.ts';
import { clientEnvironment } from '../support.ts';
import type { Door, Told } from './doors.ts';

export function pythonDoor(kind: 'boto3' | 'cli', running: RunningEndpoint): Door {
  const child = spawn('python3', [join(import.meta.dirname, `../python/${kind}_door.py`)], {
    env: clientEnvironment(running, { AWS_CONFIG_FILE: join(import.meta.dirname, '../python/config') }),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (part) => {
    errors += part;
  });
  const waiting: { resolve: (value: never) => void; reject: (error: Error) => void }[] = [];
  createInterface({ input: child.stdout }).on('line', (line) =>
    waiting.shift()?.resolve(JSON.parse(line) as never),
  );
  child.on('close', () => {
    for (const { reject } of waiting.splice(0)) reject(new Error(`the client ended: ${errors}`));
  });
  const ask = <Value>(request: object) =>
    new Promise<Value>((resolve, reject) => {
      waiting.push({ resolve, reject });
      child.stdin.write(`${JSON.stringify(request, bytes)}\n`);
    });
  const known = new Map<string, Promise<boolean>>();
  const has = (what: string, service: string, name: string) => {
    const id = `${what}/${service}/${name}`;
    let answer = known.get(id);
    if (!answer) {
      answer = ask<boolean>({ ask: what, service, name });
      known.set(id, answer);
    }
    return answer;
  };
  return {
    knows: (service, operation) => has('knows', service, operation),
    hasPages: (service, operation) => has('has_pages', service, operation),
    hasWaiter: (service, waiter) => has('has_waiter', service, waiter),
    catalogue: (service, operations) => ask({ ask: 'catalogue', service, operations }),
    call: (service, name, input, key) => ask<Told>({ ask: 'call', service, name, input, key }),
    pages: (service, name, input, size, key) => ask<Told>({ ask: 'pages', service, name, input, size, key }),
    wait: (service, name, input, key) => ask<Told>({ ask: 'wait', service, name, input, key }),
    close: () =>
      new Promise((resolve) => {
        child.once('close', () => resolve());
        child.stdin.end();
      }),
  };
}

function bytes(this: Record<string, unknown>, name: string, value: unknown): unknown {
  const held = this[name];
  return held instanceof Uint8Array ? { $bytes: Buffer.from(held).toString('base64') } : value;
}
