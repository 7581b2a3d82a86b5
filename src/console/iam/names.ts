// Limits of names and tags in IAM, checked before the request as the console does; AWS checks again.
// Source: IAM API reference and «IAM and AWS STS quotas». Tests: test/console/names.test.ts.

export type NameProblem = 'empty' | 'tooLong' | 'characters';

const ALLOWED = /^[\w+=,.@-]+$/;

function checkName(name: string, longest: number): NameProblem | undefined {
  if (name === '') return 'empty';
  if (!ALLOWED.test(name)) return 'characters';
  if (name.length > longest) return 'tooLong';
  return undefined;
}

export const checkUserName = (name: string): NameProblem | undefined => checkName(name, 64);
export const checkRoleName = (name: string): NameProblem | undefined => checkName(name, 64);
export const checkGroupName = (name: string): NameProblem | undefined => checkName(name, 128);
export const checkPolicyName = (name: string): NameProblem | undefined => checkName(name, 128);

export interface TagInput {
  key: string;
  value: string;
}

export const MOST_TAGS = 50;
const TAG_CHARACTERS = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

export type TagProblem = 'keyEmpty' | 'keyTooLong' | 'valueTooLong' | 'characters' | 'twice' | 'reserved';

/** One problem, or undefined, for each tag. Keys count as equal whatever their case, as IAM has it. */
export function checkTags(tags: readonly TagInput[]): (TagProblem | undefined)[] {
  const keys = tags.map((tag) => tag.key.toLowerCase());
  return tags.map(({ key, value }, index) => {
    if (key === '') return 'keyEmpty';
    if (key.length > 128) return 'keyTooLong';
    if (value.length > 256) return 'valueTooLong';
    if (!TAG_CHARACTERS.test(key) || !TAG_CHARACTERS.test(value)) return 'characters';
    if (/^aws:/i.test(key)) return 'reserved';
    if (keys.indexOf(keys[index] as string) !== index) return 'twice';
    return undefined;
  });
}
