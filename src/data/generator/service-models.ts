// Makes src/data/tables/limits-*.json (what a request's members may hold) from the service models that come with
// botocore.
// Run by hand when botocore is newer: node src/data/generator/service-models.ts [folder of botocore/data]
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readModel } from './botocore.ts';
import { only, services } from './services.ts';

interface Shape {
  type: string;
  min?: number;
  max?: number;
  pattern?: string;
  enum?: string[];
  members?: Record<string, { shape: string }>;
  member?: { shape: string };
  key?: { shape: string };
  value?: { shape: string };
}
interface Model {
  operations: Record<string, { input?: { shape: string }; output?: { shape: string } }>;
  shapes: Record<string, Shape>;
}

const here = import.meta.dirname;

function reachable(model: Model, roots: (string | undefined)[]): Set<string> {
  const seen = new Set<string>();
  const open = roots.filter((root): root is string => root !== undefined);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const shape = model.shapes[name] as Shape;
    for (const part of [...Object.values(shape.members ?? {}), shape.member, shape.key, shape.value])
      if (part) open.push(part.shape);
  }
  return seen;
}

for (const service of services) {
  const model = readModel(service, 'service-2.json') as Model;
  const operations = Object.entries(model.operations).filter(([name]) => only[service]?.test(name) ?? true);

  const rules: object[] = [];
  const index = new Map<string, number>();
  const rule = (shape: Shape): number => {
    const { min, max, pattern, enum: values } = shape;
    const found = { min, max, pattern, enum: values };
    const text = JSON.stringify(found);
    if (text === '{}') return -1;
    if (!index.has(text)) {
      index.set(text, rules.length);
      rules.push(JSON.parse(text));
    }
    return index.get(text) as number;
  };
  const structures: Record<string, Record<string, number | [number, number]>> = {};
  for (const name of reachable(
    model,
    operations.map(([, o]) => o.input?.shape),
  )) {
    const shape = model.shapes[name] as Shape;
    if (shape.type !== 'structure') continue;
    const members: Record<string, number | [number, number]> = {};
    for (const [member, { shape: target }] of Object.entries(shape.members ?? {})) {
      const type = model.shapes[target] as Shape;
      const own = rule(type);
      const item = type.type === 'list' && type.member ? rule(model.shapes[type.member.shape] as Shape) : -1;
      if (item >= 0) members[member] = [own, item];
      else if (own >= 0) members[member] = own;
    }
    if (Object.keys(members).length > 0) structures[name] = members;
  }
  writeFileSync(join(here, `../tables/limits-${service}.json`), JSON.stringify({ rules, structures }) + '\n');
  console.log(service, operations.length, 'operations', rules.length, 'rules');
}
