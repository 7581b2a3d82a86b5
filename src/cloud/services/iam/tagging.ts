// Tags of whatever has them: ListXTags, TagX and UntagX differ in the thing only. Tests: test/cloud/errors.test.ts,
// test/clients
import type { Tag } from '../../world/entities.ts';
import type { Call, Context, Operations, Parsed } from '../service.ts';
import { operation } from '../service.ts';
import type { PageInput } from './common.ts';
import { mergedTags, page, requestTagKeys, withoutTags } from './common.ts';

interface Taggable<Input, Thing extends { readonly tags: readonly Tag[] }> {
  readonly resource: (input: Input, call: Call) => string;
  readonly context: (input: Input, call: Call) => Context;
  /** To be changed. @throws AwsError NoSuchEntity … */
  readonly find: (input: Input, call: Call) => Thing;
  readonly put: (thing: Thing, input: Input, call: Call) => void;
  /** Where more can be read than changed. */
  readonly read?: (input: Input, call: Call) => readonly Tag[];
}

/** @param name as in the operations' names: User, MFADevice … */
export function tagOperations<Input extends object, Thing extends { readonly tags: readonly Tag[] }>(
  name: string,
  { resource, context, find, put, read }: Taggable<Input, Thing>,
): Operations {
  const of = (input: unknown) => input as Input;
  return {
    [`List${name}Tags`]: operation<Input & PageInput, object>({
      resource: (input, call) => resource(of(input), call),
      context: (input, call) => context(of(input), call),
      run(input, call) {
        const tags = read ? read(of(input), call) : find(of(input), call).tags;
        const { items, rest } = page(input as PageInput, tags, ({ Key }) => Key);
        return { Tags: items, ...rest };
      },
    }),
    [`Tag${name}`]: operation<Input & { Tags: Tag[] }, void>({
      resource: (input, call) => resource(of(input), call),
      context: (input, call) => ({ ...context(of(input), call), ...requestTagKeys(tagsIn(input)) }),
      run(input, call) {
        const thing = find(of(input), call);
        put({ ...thing, tags: mergedTags(thing.tags, tagsIn(input)) }, of(input), call);
      },
    }),
    [`Untag${name}`]: operation<Input & { TagKeys: string[] }, void>({
      resource: (input, call) => resource(of(input), call),
      context: (input, call) => ({ ...context(of(input), call), 'aws:TagKeys': keysIn(input) }),
      run(input, call) {
        const thing = find(of(input), call);
        put({ ...thing, tags: withoutTags(thing.tags, keysIn(input)) }, of(input), call);
      },
    }),
  };
}

const tagsIn = (input: Parsed<object>) => (input as { Tags: Tag[] }).Tags;
const keysIn = (input: Parsed<object>) => (input as { TagKeys: string[] }).TagKeys;
