// aws s3: ls, mb, rb, cp, mv, rm and sync between files and buckets, printed as the AWS CLI prints them without its
// progress. Tests: test/terminal/aws.test.ts, test/clients/terminal.test.ts.
import type { Option, Positional } from '../argparse.ts';
import { parseArguments } from '../argparse.ts';
import type { Out } from '../aws.ts';
import { CliError, fail } from '../errors.ts';
import { loadModel } from '../model.ts';
import type { Session } from '../session.ts';
import { createBuckets } from './buckets.ts';
import { list } from './list.ts';
import { transfer } from './transfer.ts';

const flag = (name: string): Option => ({ flag: `--${name}`, dest: name, takes: 'none' });
const value = (name: string, type?: 'integer'): Option => ({
  flag: `--${name}`,
  dest: name,
  ...(type ? { type } : {}),
});

const transferOptions = [
  'recursive',
  'dryrun',
  'quiet',
  'only-show-errors',
  'no-progress',
  'follow-symlinks',
  'no-follow-symlinks',
  'delete',
  'size-only',
  'exact-timestamps',
].map(flag);
const metadata = [
  'content-type',
  'cache-control',
  'storage-class',
  'acl',
  'metadata',
  'sse',
  'page-size',
  'source-region',
].map((name) => value(name));

const usages: Record<string, string> = {
  cp: '<LocalPath> <S3Uri> or <S3Uri> <LocalPath> or <S3Uri> <S3Uri>',
  mv: '<LocalPath> <S3Uri> or <S3Uri> <LocalPath> or <S3Uri> <S3Uri>',
  sync: '<LocalPath> <S3Uri> or <S3Uri> <LocalPath> or <S3Uri> <S3Uri>',
  rm: '<S3Uri>',
};

export async function runS3(session: Session, words: readonly string[], out: Out): Promise<number> {
  const names = ['ls', 'cp', 'mv', 'rm', 'sync', 'mb', 'rb'];
  const { values, rest } = parseArguments(
    [],
    [{ dest: 'subcommand', takes: 'maybe', choices: [...names, 'help'] }],
    words,
  );
  const command = values.subcommand as string | undefined;
  if (command === undefined)
    return fail(
      'other',
      'usage: aws [options] <command> <subcommand> [parameters]\naws: error: too few arguments',
    );
  if (command === 'help' || rest[0] === 'help') {
    out.print(
      `aws s3 ${command === 'help' ? names.join(' | ') : `${command} ${usages[command] ?? '<S3Uri>'}`}\n`,
    );
    return 0;
  }
  const model = await loadModel('s3');
  const buckets = createBuckets(session, model);
  const read = (options: readonly Option[], positionals: readonly Positional[]): Record<string, unknown> => {
    const found = parseArguments(options, positionals, rest);
    if (found.rest.length > 0) fail('unknown-options', `Unknown options: ${found.rest.join(',')}`);
    return found.values;
  };
  switch (command) {
    case 'ls':
      return list(
        buckets,
        read(
          [
            flag('recursive'),
            flag('human-readable'),
            flag('summarize'),
            value('page-size', 'integer'),
            value('request-payer'),
          ],
          [{ dest: 'path', takes: 'maybe' }],
        ),
        out,
      );
    case 'mb': {
      const path = read([], [{ dest: 'path' }]).path as string;
      const { bucket } = bucketOf(path);
      return told(out, `make_bucket failed: ${path}`, async () => {
        const region = session.region ?? 'us-east-1';
        await session.call(model, 'CreateBucket', {
          Bucket: bucket,
          ...(region === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint: region } }),
        });
        out.print(`make_bucket: ${bucket}\n`);
      });
    }
    case 'rb': {
      const given = read([flag('force')], [{ dest: 'path' }]);
      const path = given.path as string;
      const { bucket, key } = bucketOf(path);
      if (key !== '') fail('other', `Please specify a valid bucket name only. E.g. s3://${bucket}`);
      if (given.force === true) {
        const code = await transfer(buckets, 'rm', [path], { recursive: true }, out);
        if (code !== 0)
          fail(
            'other',
            'remove_bucket failed: Unable to delete all objects in the bucket, bucket will not be deleted.',
          );
      }
      return told(out, `remove_bucket failed: ${path}`, async () => {
        await session.call(model, 'DeleteBucket', { Bucket: bucket });
        out.print(`remove_bucket: ${bucket}\n`);
      });
    }
    default: {
      const positionals = command === 'rm' ? [{ dest: 'first' }] : [{ dest: 'first' }, { dest: 'second' }];
      const { first, second, ...options } = read([...transferOptions, ...metadata], positionals);
      const paths = [first, second].filter((path) => path !== undefined) as string[];
      const kinds = paths.map((path) => (path.startsWith('s3://') ? 's3' : 'local')).join('');
      const allowed = command === 'rm' ? ['s3'] : ['s3s3', 's3local', 'locals3'];
      if (!allowed.includes(kinds))
        fail('other', `usage: aws s3 ${command} ${usages[command]}\nError: Invalid argument type`);
      return transfer(
        buckets,
        command as 'cp',
        paths,
        { ...options, recursive: options.recursive === true || command === 'sync' },
        out,
      );
    }
  }
}

function bucketOf(path: string): { bucket: string; key: string } {
  if (!path.startsWith('s3://')) return fail('other', '<S3Uri>\nError: Invalid argument type');
  const [, bucket = '', key = ''] = /^([^/]*)\/?(.*)$/s.exec(path.slice(5)) ?? [];
  return { bucket, key };
}

async function told(out: Out, failure: string, task: () => Promise<void>): Promise<number> {
  try {
    await task();
    return 0;
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    out.warn(`${failure} ${error.message}\n`);
    return 1;
  }
}
