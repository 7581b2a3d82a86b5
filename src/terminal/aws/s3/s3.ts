import type { Out } from '../aws.ts';
import { fail } from '../errors.ts';
import type { Session } from '../session.ts';

export async function runS3(_session: Session, _words: readonly string[], _out: Out): Promise<number> {
  return fail('other', 's3');
}
