// How Organizations tells that members break their limits: one InvalidInputException with a reason, not a list of
// violations. Reasons and sentences: Organizations API reference, InvalidInputException. Tests: test/cloud/service-errors.test.ts
import { fail } from '../errors.ts';

const reasons: readonly [constraint: RegExp, reason: string, sentence: string][] = [
  [/not be null/, 'INPUT_REQUIRED', 'You must include a value for all required parameters.'],
  [/regular expression/, 'INVALID_PATTERN', 'You provided a value that does not match the required pattern.'],
  [/enum value/, 'INVALID_ENUM', 'You specified an invalid value.'],
  [/length less/, 'MAX_LENGTH_EXCEEDED', 'You provided a string parameter that is longer than allowed.'],
  [/length greater/, 'MIN_LENGTH_EXCEEDED', 'You provided a string parameter that is shorter than allowed.'],
  [
    /value less/,
    'MAX_VALUE_EXCEEDED',
    'You provided a numeric parameter that has a larger value than allowed.',
  ],
  [
    /value greater/,
    'MIN_VALUE_EXCEEDED',
    'You provided a numeric parameter that has a smaller value than allowed.',
  ],
];

/** @throws AwsError InvalidInputException */
export function refuseInput([first = '']: readonly string[]): never {
  const constraint = first.slice(first.lastIndexOf('Member must'));
  const [, Reason = 'INVALID_PATTERN', sentence = 'You specified an invalid value.'] =
    reasons.find(([pattern]) => pattern.test(constraint)) ?? [];
  return fail('InvalidInputException', sentence, { details: { Reason } });
}
