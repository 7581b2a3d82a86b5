// Tags as most services have them: their keys are case sensitive (IAM's are not: iam/common.ts). How many and which a
// thing may have is the service's to say. Tests: test/cloud/sqs.test.ts, test/cloud/cloudtrail.test.ts
import type { Tag } from '../world/entities.ts';

/** With the new ones, each in the place of one with the same key. */
export function tagsWith(before: readonly Tag[], added: readonly Tag[]): readonly Tag[] {
  return [
    ...tagsWithout(
      before,
      added.map(({ Key }) => Key),
    ),
    ...added.map(({ Key, Value }) => ({ Key, Value })),
  ];
}

export function tagsWithout(before: readonly Tag[], keys: readonly string[]): readonly Tag[] {
  return before.filter(({ Key }) => !keys.includes(Key));
}
