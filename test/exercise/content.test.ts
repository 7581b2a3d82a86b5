import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatError, readContent } from '../../src/exercise/content.ts';
import { flatWay } from '../../src/exercise/flat-way.ts';
import { exerciseSchema, scenarioSchema } from '../../src/exercise/schema.ts';

const good = `title: Give anna a way in
scenario: new-account
tasks:
  - id: anna
    title: User anna exists
    goal:
      user:
        name: anna
    hints: [one, two, three]
solution:
  title: The usual way
  calls:
    - { service: iam, operation: CreateUser, input: { UserName: anna } }
  console:
    - Choose **Users**
alternatives:
  - title: A
    calls: [{ service: iam, operation: CreateUser }]
  - title: B
    calls: [{ service: iam, operation: CreateUser }]
nearMisses:
  - title: A
    misses: [anna]
    calls: [{ service: iam, operation: CreateUser }]
  - title: B
    misses: [anna]
    calls: [{ service: iam, operation: CreateUser }]
`;

function errorOf(text: string): string {
  const content = readContent(text, 'content/en/exercises/x.yaml', exerciseSchema);
  if (content.ok) throw new Error('it was to be wrong');
  return content.errors.map(formatError).join('\n');
}

describe('an exercise file', () => {
  it('is read, with defaults', () => {
    const content = readContent(good, 'x.yaml', exerciseSchema);
    expect(content.ok && content.value.tasks[0]?.keep).toBe(false);
  });

  it.each([
    [
      'a goal of no known kind',
      good.replace('user:', 'person:'),
      /x\.yaml:7:7 .*«person» is not known here\n.*user/,
    ],
    [
      'a wrong member of a goal',
      good.replace('name: anna', 'nam: anna'),
      /x\.yaml:8:9 .*«nam».*\n.*mustChangePassword/,
    ],
    [
      'a missing title',
      good.replace('title: Give anna a way in\n', ''),
      /x\.yaml:1:1 title: this is missing/,
    ],
    [
      'too few hints',
      good.replace('[one, two, three]', '[one]'),
      /x\.yaml:9:5 tasks\.0\.hints.*\n.*three hints/,
    ],
    [
      'a task that no one has',
      good.replace('misses: [anna]', 'misses: [bert]'),
      /x\.yaml:2\d:\d+ .*no task is called «bert»/,
    ],
    ['bad YAML', good.replace('title: User', 'title: "User'), /x\.yaml:\d+:\d+ .*\n.*not valid YAML/],
    [
      'an operation in another spelling',
      good.replace('CreateUser', 'create-user'),
      /x\.yaml:13:\d+ .*"create-user" does not fit\n.*CreateUser/,
    ],
    ['nothing at all', '', /x\.yaml:1:1 /],
  ])('with %s is refused with place and hint', (_, text, expected) =>
    expect(errorOf(text)).toMatch(expected),
  );
});

describe('a scenario file', () => {
  it('with a number for an account id is refused with place and hint', () => {
    const text = `title: T\nsummary: S\naccount:\n  id: 111122223333\n  name: N\n  email: a@b.example\nopened: '2026-01-01T00:00:00Z'\n`;
    const content = readContent(text, 's.yaml', scenarioSchema);
    expect(!content.ok && content.errors.map(formatError).join()).toMatch(
      /s\.yaml:4:3 account\.id.*\n.*twelve digits/,
    );
  });
});

describe('the content', () => {
  it.each(['exercises', 'scenarios'])('in %s is all readable', (folder) => {
    const schema = folder === 'exercises' ? exerciseSchema : scenarioSchema;
    const names = readdirSync(`content/en/${folder}`);
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) {
      const content = readContent(
        readFileSync(`content/en/${folder}/${name}`, 'utf8'),
        name,
        schema as never,
      );
      expect(content.ok ? [] : content.errors.map(formatError)).toEqual([]);
    }
  });
});

it('lets lists stand in a list of calls, and knows where each call stands', () => {
  const way = {
    title: 'T',
    calls: [[{ service: 'iam', operation: 'A' }], { service: 'iam', operation: 'B' }],
  };
  expect(flatWay(way)).toEqual({
    title: 'T',
    calls: [
      { service: 'iam', operation: 'A' },
      { service: 'iam', operation: 'B' },
    ],
    places: [[0, 0], [1]],
  });
});
