// aws s3 ls. Tests: test/terminal/aws.test.ts.
import type { Out } from '../aws.ts';
import type { Buckets } from './buckets.ts';
import { splitPath } from './buckets.ts';

export async function list(buckets: Buckets, options: Record<string, unknown>, out: Out): Promise<number> {
  const { bucket, key } = splitPath((options.path as string | undefined) ?? 's3://');
  const human = options['human-readable'] === true;
  const recursive = options.recursive === true;
  let [count, total] = [0, 0];
  let found = false;
  if (bucket === '')
    for await (const { name, created } of buckets.all()) out.print(`${timeText(created)} ${name}\n`);
  else {
    const parameters = { Bucket: bucket, Prefix: key, ...(recursive ? {} : { Delimiter: '/' }) };
    for await (const { objects, folders } of buckets.pages(
      parameters,
      options['page-size'] as number | undefined,
    )) {
      if (objects.length + folders.length > 0) found = true;
      for (const folder of folders) out.print(`${'PRE'.padStart(30)} ${folder.split('/').at(-2)}/\n`);
      for (const object of objects) {
        count += 1;
        total += object.size;
        const name = recursive ? object.key : object.key.slice(object.key.lastIndexOf('/') + 1);
        out.print(`${timeText(object.modified)} ${sizeText(object.size, human).padStart(10)} ${name}\n`);
      }
    }
  }
  if (options.summarize === true)
    out.print(`\nTotal Objects: ${count}\n   Total Size: ${sizeText(total, human)}\n`);
  return key !== '' && !found ? 1 : 0;
}

/** In UTC: a practice terminal has no place of its own. */
function timeText(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}

export function sizeText(size: number, human: boolean): string {
  if (!human) return String(size);
  if (size === 1) return '1 Byte';
  if (size < 1024) return `${size} Bytes`;
  const units = ['KiB', 'MiB', 'GiB', 'TiB'];
  let scaled = size;
  for (const unit of units) {
    scaled /= 1024;
    if (Math.round(scaled) < 1024 || unit === 'TiB') return `${scaled.toFixed(1)} ${unit}`;
  }
  return String(size);
}
