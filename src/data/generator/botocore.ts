// Reads the service models that come with botocore.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const data = (): string =>
  process.argv[2] ??
  join(
    execFileSync('python3', ['-c', 'import botocore; print(botocore.__path__[0])'], {
      encoding: 'utf8',
    }).trim(),
    'data',
  );

/** One file of the newest version of a service's model, with what botocore adds to it; {} where there is none. */
export function readModel(service: string, file: string): unknown {
  const more = readFile(service, file.replace('.json', '.sdk-extras.json')) as { merge?: object };
  return merged(readFile(service, file), more.merge ?? {});
}

function merged(into: unknown, from: unknown): unknown {
  const isObject = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isObject(into) || !isObject(from)) return from;
  const out = { ...into };
  for (const [name, value] of Object.entries(from))
    out[name] = name in out ? merged(out[name], value) : value;
  return out;
}

function readFile(service: string, file: string): unknown {
  const folder = data();
  const version = readdirSync(join(folder, service)).sort().at(-1) as string;
  const path = join(folder, service, version, file);
  if (existsSync(`${path}.gz`)) return JSON.parse(gunzipSync(readFileSync(`${path}.gz`)).toString('utf8'));
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
}
