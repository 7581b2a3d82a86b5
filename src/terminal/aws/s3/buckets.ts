// What aws s3 asks of buckets: lists in pages, objects. Tests: test/terminal/aws.test.ts.
import type { Model } from '../model.ts';
import { paginate } from '../paginate.ts';
import type { Dict, Value } from '../python.ts';
import type { Answer, Session } from '../session.ts';

export interface RemoteObject {
  key: string;
  size: number;
  /** Milliseconds since 1970. */
  modified: number;
}

export interface Buckets {
  session: Session;
  call(operation: string, parameters: Dict): Promise<Dict>;
  ask(operation: string, parameters: Dict): Promise<Answer>;
  /** Pages of a bucket's list: objects, and what stands for folders. */
  pages(parameters: Dict, pageSize?: number): AsyncIterable<{ objects: RemoteObject[]; folders: string[] }>;
  all(): AsyncIterable<{ name: string; created: number }>;
}

export function createBuckets(session: Session, model: Model): Buckets {
  const call = (operation: string, parameters: Dict): Promise<Dict> =>
    session.call(model, operation, parameters);
  const page = (operation: string, parameters: Dict, pageSize: number | undefined): AsyncIterable<Dict> =>
    paginate(
      model.table.paginators[operation] as never,
      parameters,
      pageSize === undefined ? {} : { pageSize },
      (given) => call(operation, given),
    ).pages;
  return {
    session,
    call,
    ask: (operation, parameters) => session.ask(model, operation, parameters),
    async *pages(parameters, pageSize) {
      for await (const found of page('ListObjectsV2', parameters, pageSize))
        yield {
          objects: rows(found.Contents).map(({ Key, Size, LastModified }) => ({
            key: String(Key),
            size: Number(Size),
            modified: Date.parse(String(LastModified)),
          })),
          folders: rows(found.CommonPrefixes).map(({ Prefix }) => String(Prefix)),
        };
    },
    async *all() {
      for await (const found of page('ListBuckets', {}, undefined))
        for (const { Name, CreationDate } of rows(found.Buckets))
          yield { name: String(Name), created: Date.parse(String(CreationDate)) };
    },
  };
}

function rows(value: Value | undefined): Dict[] {
  return (value ?? []) as Dict[];
}

/** s3://bucket/key or bucket/key. */
export function splitPath(path: string): { bucket: string; key: string } {
  const bare = path.startsWith('s3://') ? path.slice(5) : path;
  const slash = bare.indexOf('/');
  return slash < 0 ? { bucket: bare, key: '' } : { bucket: bare.slice(0, slash), key: bare.slice(slash + 1) };
}
