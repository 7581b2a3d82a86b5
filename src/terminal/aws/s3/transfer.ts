// aws s3 cp, mv, rm and sync. Tests: test/terminal/aws.test.ts.
import type { Out } from '../aws.ts';
import { resolvePath } from '../environment.ts';
import { CliError, fail } from '../errors.ts';
import type { Dict } from '../python.ts';
import { escapeUri } from '../request.ts';
import type { Buckets } from './buckets.ts';
import { splitPath } from './buckets.ts';

type Command = 'cp' | 'mv' | 'rm' | 'sync';

/** One thing at one end: a file by its path as it is shown, or an object. */
interface Item {
  remote: boolean;
  /** Absolute path, or key. */
  path: string;
  bucket: string;
  /** Below where the transfer begins. */
  relative: string;
  size: number;
  modified: number;
}

export async function transfer(
  buckets: Buckets,
  command: Command,
  given: readonly string[],
  options: Record<string, unknown>,
  out: Out,
): Promise<number> {
  const [source = '', target = source] = given.map((path) =>
    /^s3:\/\/[^/]*$/.test(path) ? `${path}/` : path,
  );
  const { environment } = buckets.session;
  if (source === '-' || target === '-') return stream(buckets, command, source, target, out);
  const recursive = options.recursive === true;
  const uploads = !source.startsWith('s3://');
  if (uploads && !(await environment.files.info(resolvePath(environment, source))))
    fail('other', `The user-provided path ${source} does not exist.`);
  const quiet = options.quiet === true;
  const dry = options.dryrun === true;
  let failures = 0;
  const say = (text: string): void => {
    if (!quiet && options['only-show-errors'] !== true) out.print(`${dry ? '(dryrun) ' : ''}${text}\n`);
  };
  const attempt = async (kind: string, place: string, task: () => Promise<void>): Promise<void> => {
    try {
      if (!dry) await task();
      say(`${kind}: ${place}`);
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      failures += 1;
      if (!quiet) out.warn(`${kind} failed: ${place} ${error.message}\n`);
    }
  };
  let items: Item[];
  try {
    items = await itemsOf(buckets, command, source, recursive);
  } catch (error) {
    if (!(error instanceof CliError) || error.kind !== 'service') throw error;
    if (!quiet) out.warn(`fatal error: ${error.message}\n`);
    return 1;
  }
  if (command === 'rm') {
    for (const item of items)
      await attempt('delete', uri(item), async () => {
        await buckets.call('DeleteObject', { Bucket: item.bucket, Key: item.path });
      });
    return failures > 0 ? 1 : 0;
  }
  const there = command === 'sync' ? await targets(buckets, target) : undefined;
  for (const item of items) {
    const known = there?.get(item.relative);
    if (known && sameAs(item, known, options)) continue;
    const goal = await goalOf(buckets, item, target, recursive);
    const moving = command === 'mv';
    const kind = moving ? 'move' : !item.remote ? 'upload' : goal.remote ? 'copy' : 'download';
    await attempt(kind, `${shown(environment.cwd, item)} to ${shown(environment.cwd, goal)}`, async () => {
      await copy(buckets, item, goal, options);
      if (!moving) return;
      if (item.remote) await buckets.call('DeleteObject', { Bucket: item.bucket, Key: item.path });
      else await environment.files.remove(item.path);
    });
  }
  if (there && options.delete === true) {
    const kept = new Set(items.map(({ relative }) => relative));
    for (const [relative, item] of there)
      if (!kept.has(relative))
        await attempt('delete', shown(environment.cwd, item), async () => {
          if (item.remote) await buckets.call('DeleteObject', { Bucket: item.bucket, Key: item.path });
          else await environment.files.remove(item.path);
        });
  }
  return failures > 0 ? 1 : 0;
}

const uri = ({ bucket, path }: Item): string => `s3://${bucket}/${path}`;

/** Files are shown from where one is: ./a.txt, ../b/c.txt. */
function shown(cwd: string, item: Item): string {
  if (item.remote) return uri(item);
  const here = cwd.split('/').filter(Boolean);
  const folder = item.path.split('/').filter(Boolean);
  const name = folder.pop() ?? '';
  let same = 0;
  while (same < here.length && here[same] === folder[same]) same++;
  const up = here.slice(same).map(() => '..');
  return [...(up.length + folder.length - same === 0 ? ['.'] : []), ...up, ...folder.slice(same), name].join(
    '/',
  );
}

async function itemsOf(
  buckets: Buckets,
  command: Command,
  source: string,
  recursive: boolean,
): Promise<Item[]> {
  if (!source.startsWith('s3://')) return localItems(buckets, source, recursive);
  const { bucket, key } = splitPath(source);
  if (recursive) {
    const prefix = key === '' || key.endsWith('/') ? key : `${key}/`;
    return remoteItems(buckets, bucket, prefix);
  }
  if (command === 'rm') return [{ remote: true, path: key, bucket, relative: key, size: 0, modified: 0 }];
  const { error, output } = await buckets.ask('HeadObject', { Bucket: bucket, Key: key });
  if (error) {
    const message = error.code === '404' ? `Key "${key}" does not exist` : error.message;
    throw new CliError(
      'service',
      `An error occurred (${error.code}) when calling the HeadObject operation: ${message}`,
    );
  }
  const name = key.slice(key.lastIndexOf('/') + 1);
  const modified = Date.parse(String(output.LastModified));
  return [{ remote: true, path: key, bucket, relative: name, size: Number(output.ContentLength), modified }];
}

async function remoteItems(buckets: Buckets, bucket: string, prefix: string): Promise<Item[]> {
  const items: Item[] = [];
  for await (const { objects } of buckets.pages({ Bucket: bucket, Prefix: prefix }))
    for (const { key, size, modified } of objects)
      if (!key.endsWith('/') || size > 0)
        items.push({ remote: true, path: key, bucket, relative: key.slice(prefix.length), size, modified });
  return items;
}

async function localItems(buckets: Buckets, source: string, recursive: boolean): Promise<Item[]> {
  const { environment } = buckets.session;
  const { files } = environment;
  const start = resolvePath(environment, source);
  const info = await files.info(start);
  if (!info) return [];
  if (!info.directory || !recursive) {
    const name = start.slice(start.lastIndexOf('/') + 1);
    return [
      { remote: false, path: start, bucket: '', relative: name, size: info.size, modified: info.modified },
    ];
  }
  const items: Item[] = [];
  const walk = async (folder: string): Promise<void> => {
    for (const name of (await files.list(folder)).sort()) {
      const path = `${folder === '/' ? '' : folder}/${name}`;
      const found = await files.info(path);
      if (!found) continue;
      if (found.directory) await walk(path);
      else {
        const relative = path.slice(start.length).replace(/^\//, '');
        items.push({ remote: false, path, bucket: '', relative, size: found.size, modified: found.modified });
      }
    }
  };
  await walk(start);
  return items;
}

/** What is at the other end already, for sync. */
async function targets(buckets: Buckets, target: string): Promise<Map<string, Item>> {
  let items: Item[];
  if (target.startsWith('s3://')) {
    const { bucket, key } = splitPath(target);
    items = await remoteItems(buckets, bucket, key === '' || key.endsWith('/') ? key : `${key}/`);
  } else items = await localItems(buckets, target, true);
  return new Map(items.map((item) => [item.relative, item]));
}

/** A file is sent when its size differs or it is newer than what is there. */
function sameAs(item: Item, known: Item, options: Record<string, unknown>): boolean {
  if (item.size !== known.size) return false;
  return options['size-only'] === true || item.modified <= known.modified;
}

async function goalOf(buckets: Buckets, item: Item, target: string, recursive: boolean): Promise<Item> {
  const { environment } = buckets.session;
  if (target.startsWith('s3://')) {
    const { bucket, key } = splitPath(target);
    const folder = key === '' || key.endsWith('/') ? key : recursive ? `${key}/` : undefined;
    return { ...item, remote: true, bucket, path: folder === undefined ? key : folder + item.relative };
  }
  const path = resolvePath(environment, target);
  const isFolder =
    recursive || target.endsWith('/') || (await environment.files.info(path))?.directory === true;
  return {
    ...item,
    remote: false,
    bucket: '',
    path: isFolder ? `${path === '/' ? '' : path}/${item.relative}` : path,
  };
}

const types: Record<string, string> = {
  css: 'text/css',
  csv: 'text/csv',
  htm: 'text/html',
  html: 'text/html',
  jpg: 'image/jpeg',
  js: 'text/javascript',
  json: 'application/json',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  xml: 'text/xml',
  zip: 'application/zip',
};

async function copy(
  buckets: Buckets,
  item: Item,
  goal: Item,
  options: Record<string, unknown>,
): Promise<void> {
  const { files } = buckets.session.environment;
  const to: Dict = { Bucket: goal.bucket, Key: goal.path };
  if (item.remote && goal.remote) {
    await buckets.call('CopyObject', {
      ...to,
      CopySource: `${item.bucket}/${item.path.split('/').map(escapeUri).join('/')}`,
      ...metadataOf(options),
    });
  } else if (item.remote) {
    const { Body } = await buckets.call('GetObject', { Bucket: item.bucket, Key: item.path });
    await files.write(goal.path, Body as Uint8Array);
  } else {
    const type = types[goal.path.slice(goal.path.lastIndexOf('.') + 1).toLowerCase()];
    await buckets.call('PutObject', {
      ...to,
      Body: await files.read(item.path),
      ...(type === undefined ? {} : { ContentType: type }),
      ...metadataOf(options),
    });
  }
}

function metadataOf(options: Record<string, unknown>): Dict {
  const names = {
    'content-type': 'ContentType',
    'cache-control': 'CacheControl',
    'storage-class': 'StorageClass',
    acl: 'ACL',
    sse: 'ServerSideEncryption',
  };
  const out: Dict = {};
  for (const [option, member] of Object.entries(names))
    if (options[option] !== undefined) out[member] = options[option] as string;
  return out;
}

/** cp to and from `-`: what is piped in, or printed. */
async function stream(
  buckets: Buckets,
  command: Command,
  source: string,
  target: string,
  out: Out,
): Promise<number> {
  if (command !== 'cp')
    fail('other', 'Streaming currently is only compatible with non-recursive cp commands');
  if (source === '-') {
    const { bucket, key } = splitPath(target);
    await buckets.call('PutObject', { Bucket: bucket, Key: key, Body: buckets.session.environment.stdin });
    return 0;
  }
  const { bucket, key } = splitPath(source);
  const head = await buckets.ask('HeadObject', { Bucket: bucket, Key: key });
  if (head.error) {
    const message = head.error.code === '404' ? `Key "${key}" does not exist` : head.error.message;
    out.warn(
      `download failed: ${source} to - An error occurred (${head.error.code}) when calling the HeadObject operation: ${message}\n`,
    );
    return 1;
  }
  const { Body } = await buckets.call('GetObject', { Bucket: bucket, Key: key });
  out.print(Body as Uint8Array);
  return 0;
}
