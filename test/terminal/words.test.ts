// From words to parameters: names, options, shorthand, JSON with Python's words, limits.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../src/terminal/aws/argparse.ts';
import { JsonError, readJsonText } from '../../src/terminal/aws/json-read.ts';
import { loadModel, memberOf } from '../../src/terminal/aws/model.ts';
import { dashed } from '../../src/terminal/aws/names.ts';
import { nearest, similarity } from '../../src/terminal/aws/nearest.ts';
import { operationOptions } from '../../src/terminal/aws/parameters.ts';
import { compareText, dumps, parseInteger, repr, type Value } from '../../src/terminal/aws/python.ts';
import { compileQuery } from '../../src/terminal/aws/query.ts';
import { parseShorthand, ShorthandError } from '../../src/terminal/aws/shorthand.ts';
import { inputSkeleton, skeletonText } from '../../src/terminal/aws/skeleton.ts';
import { isoTime, timeOf } from '../../src/terminal/aws/time.ts';
import { validate } from '../../src/terminal/aws/validate.ts';
import { unpack } from '../../src/terminal/aws/values.ts';

const noFile = () => undefined;

describe('names', () => {
  it.each([
    ['CreateUser', 'create-user'],
    ['ListMFADevices', 'list-mfa-devices'],
    ['GetOpenIDConnectProvider', 'get-open-id-connect-provider'],
    ['PolicyARNs', 'policy-arns'],
    ['AuthenticationCode1', 'authentication-code1'],
    ['PutObjectACL', 'put-object-acl'],
  ])('%s is %s', (name, words) => expect(dashed(name)).toBe(words));
});

describe('options', () => {
  const options = [
    { flag: '--user-name', dest: 'user-name', required: true },
    { flag: '--user-path', dest: 'user-path' },
    { flag: '--tags', dest: 'tags', takes: 'any' as const },
    { flag: '--force', dest: 'force', takes: 'none' as const },
  ];

  it('stand anywhere, may be shortened and written with =', () => {
    const { values, rest } = parseArguments(
      options,
      [{ dest: 'what' }],
      ['--user-n=anna', 'thing', '--tags', 'a', 'b', '--force', '--other', 'x'],
    );
    expect(values).toEqual({ 'user-name': 'anna', what: 'thing', tags: ['a', 'b'], force: true });
    expect(rest).toEqual(['--other', 'x']);
  });

  it.each([
    [['--user', 'a'], 'ambiguous option: --user could match --user-name, --user-path'],
    [['--user-name'], 'argument --user-name: expected one argument'],
    [['--force'], 'the following arguments are required: --user-name'],
    [['--user-name', 'a', '--force=1'], "argument --force: ignored explicit argument '1'"],
  ])('%j: %s', (words, message) => {
    expect(() => parseArguments(options, [], words)).toThrow(message);
  });

  it('takes a negative number for a value, and a word with spaces', () => {
    expect(parseArguments(options, [], ['--user-name', '-1']).values['user-name']).toBe('-1');
    expect(parseArguments(options, [], ['--user-name', '-a b']).values['user-name']).toBe('-a b');
  });

  it('proposes what is close', () => {
    expect(nearest('creat-user', ['create-user', 'create-group', 'delete-user'])).toContain('create-user');
    expect(similarity('abc', 'abc')).toBe(1);
    expect(similarity('abc', 'xyz')).toBe(0);
  });
});

describe('shorthand', () => {
  it.each<[string, Value]>([
    ['a=b', { a: 'b' }],
    ['a=b,c=d', { a: 'b', c: 'd' }],
    ['a=b,c,d=e', { a: ['b', 'c'], d: 'e' }],
    ['a=', { a: '' }],
    ['a={b=c,d=[e,f]},g=h', { a: { b: 'c', d: ['e', 'f'] }, g: 'h' }],
    [`a='b,c',d="e f"`, { a: 'b,c', d: 'e f' }],
    ['a=b\\,c', { a: 'b,c' }],
    ['Key=team , Value=web', { Key: 'team', Value: 'web' }],
  ])('%s', (text, value) => expect(parseShorthand(text, noFile)).toEqual(value));

  it('marks the place of a mistake in version 2, and does as version 1.45 does', () => {
    expect(() => parseShorthand('Key', noFile, 2)).toThrow(
      "Expected: '=', received: 'EOF' for input:\nKey\n   ^",
    );
    expect(() => parseShorthand('Key', noFile, 1)).toThrow(
      "Expected: '=', received: 'EOF' for input:\n{self._error_location()}",
    );
  });

  it('reads files where @= asks for them', () => {
    const readFile = (reference: string) => (reference === 'file://v' ? 'held' : undefined);
    expect(parseShorthand('a@=file://v,b=file://v', readFile)).toEqual({ a: 'held', b: 'file://v' });
  });

  it('reads back every simple structure, and stops at anything else', () => {
    const word = fc
      .stringMatching(/^[a-zA-Z0-9_./:@ -]{1,12}$/)
      .filter((text) => text.trim() === text && !/^[@]/.test(text));
    const key = fc.stringMatching(/^[a-zA-Z]{1,8}$/);
    fc.assert(
      fc.property(fc.dictionary(key, word, { minKeys: 1, maxKeys: 4 }), (dict) => {
        const text = Object.entries(dict)
          .map(([name, value]) => `${name}=${value}`)
          .join(',');
        expect(parseShorthand(text, noFile)).toEqual({ ...dict });
      }),
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        try {
          parseShorthand(text, noFile);
        } catch (error) {
          expect(error).toBeInstanceOf(ShorthandError);
        }
      }),
    );
  });
});

describe('JSON', () => {
  it.each([
    ['', 'Expecting value: line 1 column 1 (char 0)'],
    ['{', 'Expecting property name enclosed in double quotes: line 1 column 2 (char 1)'],
    ['{"a" 1}', "Expecting ':' delimiter: line 1 column 6 (char 5)"],
    ['{"a": 1 "b"}', "Expecting ',' delimiter: line 1 column 9 (char 8)"],
    ['[1,\n 2', "Expecting ',' delimiter: line 2 column 3 (char 6)"],
    ['{} x', 'Extra data: line 1 column 4 (char 3)'],
    ['"abc', 'Unterminated string starting at: line 1 column 1 (char 0)'],
  ])('%s: %s', (text, message) => expect(() => readJsonText(text)).toThrow(message));

  it('reads what JavaScript writes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.stringify(readJsonText(JSON.stringify(value)))).toBe(JSON.stringify(value));
      }),
    );
  });

  it('refuses what JavaScript refuses', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), (text) => {
        let good = true;
        try {
          JSON.parse(text);
        } catch {
          good = false;
        }
        if (good) expect(() => readJsonText(text)).not.toThrow();
        else expect(() => readJsonText(text)).toThrow(JsonError);
      }),
    );
  });
});

describe('Python’s words', () => {
  it('writes values as Python does', () => {
    expect(repr({ a: [1, true, null, "it's", 'tab\t'] })).toBe(`{'a': [1, True, None, "it's", 'tab\\t']}`);
    expect(repr(new Uint8Array([104, 0, 39]))).toBe("b'h\\x00\\''");
    expect(dumps({ ü: 'ñ' })).toBe('{"\\u00fc": "\\u00f1"}');
    expect(parseInteger(' 1_000 ')).toBe(1000);
    expect(parseInteger('1.0')).toBeUndefined();
  });

  it('sorts by code point', () => {
    expect(['\u{1F600}', '\uFFEE', 'b', 'B'].sort(compareText)).toEqual(['B', 'b', '\uFFEE', '\u{1F600}']);
  });
});

describe('values', () => {
  const context = async (service = 'iam', version: 1 | 2 = 1) => ({
    model: await loadModel(service),
    version,
    readFile: noFile,
  });
  const shape = async (service: string, operation: string, member: string) => {
    const model = await loadModel(service);
    return memberOf(model, model.input(operation) as never, member) as never;
  };

  it('reads words, JSON and shorthand for a list of structures', async () => {
    const tags = await shape('iam', 'CreateUser', 'Tags');
    const wanted = [{ Key: 'a', Value: 'b' }];
    expect(unpack(await context(), '--tags', tags, ['Key=a,Value=b'])).toEqual(wanted);
    expect(unpack(await context(), '--tags', tags, ['[{"Key":"a","Value":"b"}]'])).toEqual(wanted);
  });

  it('makes numbers of numbers, and says where there is none', async () => {
    const days = await shape('iam', 'CreateRole', 'MaxSessionDuration');
    expect(unpack(await context(), '--x', days, '3600')).toBe(3600);
    expect(() => unpack({ model: null as never, version: 1, readFile: noFile }, '--x', days, 'long')).toThrow(
      "invalid literal for int() with base 10: 'long'",
    );
  });

  it('tells everything that is wrong at once', async () => {
    const model = await loadModel('iam');
    expect(() => validate(model, model.input('CreateUser'), { Path: 5, Nope: 1 } as never)).toThrow(
      'Parameter validation failed:\nMissing required parameter in input: "UserName"\nUnknown parameter in input: "Nope", must be one of: Path, UserName, PermissionsBoundary, Tags\nInvalid type for parameter Path, value: 5, type: <class \'int\'>, valid types: <class \'str\'>',
    );
  });

  it('puts paging in the place of the service’s own', async () => {
    const { parameters, shadowed } = operationOptions(await loadModel('iam'), 'iam', 'ListUsers');
    const names = parameters.filter(({ hidden }) => !hidden).map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['path-prefix', 'max-items', 'page-size', 'starting-token']),
    );
    expect(names).not.toContain('marker');
    expect([...shadowed.keys()]).toEqual(['max-items']);
  });

  it('writes a skeleton in the order of the model', async () => {
    expect(skeletonText(inputSkeleton(await loadModel('iam'), 'DeleteAccessKey'))).toBe(
      '{\n    "UserName": "",\n    "AccessKeyId": ""\n}',
    );
  });

  it('reads times as botocore does', () => {
    expect(timeOf('2026-11-23T15:00:00Z')).toBe(Date.UTC(2026, 10, 23, 15));
    expect(timeOf('2026-11-23')).toBe(Date.UTC(2026, 10, 23));
    expect(timeOf('2026-11-23 15:00:00')).toBe(Date.UTC(2026, 10, 23, 15));
    expect(timeOf(1763910000)).toBe(1763910000000);
    expect(timeOf('nonsense')).toBeUndefined();
    expect(isoTime(Date.UTC(2026, 10, 23, 15))).toBe('2026-11-23T15:00:00+00:00');
  });

  it('asks with JMESPath, bare words in backticks included', () => {
    const data = { Users: [{ UserName: 'anna', n: 1 }] };
    expect(compileQuery('Users[?UserName==`anna`].n')(data)).toEqual([1]);
    expect(compileQuery('Users[0].x')(data)).toBeNull();
    expect(() => compileQuery('Users[')).toThrow('Bad value for --query Users[');
    expect(() => compileQuery('length(Users[0].n)')(data)).toThrow(
      'In function length(), invalid type for value',
    );
  });
});
