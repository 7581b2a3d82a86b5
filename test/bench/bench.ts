// npm run bench [-- NAME …]: every figure as one line of JSON. Each file beside this one that exports `figures`
// is a bench; a name runs only the files whose name begins so.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from './figure.ts';

interface Bench {
  figures?: () => AsyncIterable<Figure> | Iterable<Figure> | Promise<Iterable<Figure>>;
}

const wanted = process.argv.slice(2);
const files = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !['bench.ts', 'figure.ts'].includes(file))
  .filter((file) => wanted.length === 0 || wanted.some((name) => file.startsWith(name)))
  .sort();

for (const file of files) {
  const bench = (await import(join(import.meta.dirname, file))) as Bench;
  if (!bench.figures) continue;
  for await (const figure of await bench.figures()) console.log(JSON.stringify(figure));
}
