import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { EventLog } from '../../src/exercise/EventLog.tsx';
import { ExercisePanel } from '../../src/exercise/ExercisePanel.tsx';
import { errorText } from '../../src/exercise/errors.ts';
import type { Task } from '../../src/exercise/exercise.ts';
import { Hints } from '../../src/exercise/Hints.tsx';
import { withNotice } from '../../src/exercise/Notices.tsx';
import { nextWords, Said } from '../../src/exercise/Said.tsx';
import { exerciseMessages, openMessages } from '../../src/exercise/strings.ts';
import { counted, TaskList } from '../../src/exercise/TaskList.tsx';
import { exportLines } from '../../src/exercise/Terminal.tsx';
import { type HostEvent, type HostNotice, PracticeError } from '../../src/practice/index.ts';
import { plain } from '../../src/strings/Inline.tsx';
import { localize, translator } from '../../src/strings/index.ts';

const t = translator(exerciseMessages, 'en');
const say = translator(openMessages, 'en');
const tasks = [
  { id: 'anna', title: 'There is a user `anna`, **and** <b>no</b> more.', keep: false },
  { id: 'bert', title: 'There is bert.', keep: false },
  { id: 'root', title: 'Root has no key.', keep: true },
];

describe('the task list', () => {
  const html = renderToString(<TaskList tasks={tasks} ticks={{ anna: 'done', bert: 'was' }} t={t} />);

  it('says each task’s state in words, not by colour and sign alone', () => {
    expect(html.match(/visually-hidden"> \((.*?)\)/g)).toEqual([
      'visually-hidden"> (done)',
      'visually-hidden"> (was done, and is not any more)',
      'visually-hidden"> (broken)',
    ]);
  });

  it('reads `code` and **bold** in a title, and no other mark-up', () => {
    expect(html).toContain('<code>anna</code>, <strong>and</strong> &lt;b>no&lt;/b> more.');
    expect(plain('There is `anna`, **and** more')).toBe('There is anna, and more');
  });

  it('counts tasks, and rules not', () => {
    expect(counted(tasks, { anna: 'done', root: 'done' })).toEqual({ done: 1, total: 2 });
  });
});

describe('the panel before the account is opened', () => {
  const html = (locale: string): string =>
    renderToString(
      <ExercisePanel
        exercise={{ id: 'x', title: 'T', tasks }}
        base="/"
        locale={locale}
        messages={localize(exerciseMessages, locale)}
        openMessages={localize(openMessages, locale)}
      />,
    );

  it('shows the tasks and the way in, in the page itself', () => {
    expect(html('en')).toContain('Open the practice account');
    expect(html('en')).toContain('Root has no key.');
    expect(html('en')).toContain('0 of 2 done');
  });

  it('has no word of its own outside the dictionary', () => {
    // What is left of the pseudo-locale's page without its ⟦sentences⟧ and the content.
    const rest = tasks
      .reduce((text, { title }) => text.replace(title, ''), html('qps').replace(/<[^>]+>/g, ' '))
      .replace(/⟦[^⟧]*⟧/g, ' ')
      .replace(
        /There is a user|anna|, *and *.*more\.|There is bert\.|Root has no key\.|&lt;b>no&lt;\/b>/g,
        ' ',
      );
    expect(rest).not.toMatch(/[A-Za-z]{3,}/);
  });

  it('carries no inline style, which the page’s policy would block', () => {
    expect(html('en')).not.toMatch(/ style=/);
  });
});

describe('what just happened', () => {
  const event = (change: Partial<HostEvent>, more: object = {}): HostEvent => ({
    id: String(Math.abs(JSON.stringify(change).length)),
    service: 'iam',
    operation: 'CreateUser',
    decision: 'allow',
    decidedBy: 'root',
    changed: true,
    undone: false,
    event: {
      userIdentity: { type: 'Root' },
      requestParameters: { userName: 'anna' },
      ...more,
    } as unknown as HostEvent['event'],
    ...change,
  });
  const text = (one: HostEvent): string =>
    renderToString(<EventLog events={[one]} t={say} />)
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ');

  it.each([
    ['allowed', event({}), 'CreateUser anna ✓ allowed'],
    [
      'denied by a policy',
      event({ decision: 'explicitDeny', changed: false }, { errorCode: 'AccessDenied' }),
      '✕ a policy denies',
    ],
    [
      'allowed by nothing',
      event({ decision: 'implicitDeny', changed: false }, { errorCode: 'AccessDenied' }),
      '– nothing allows',
    ],
    [
      'refused for another reason',
      event({ changed: false }, { errorCode: 'EntityAlreadyExists' }),
      '! EntityAlreadyExists',
    ],
    ['taken back', event({ undone: true }), '↺ taken back'],
    ['by somebody', event({}, { userIdentity: { type: 'IAMUser', userName: 'bert' } }), 'by bert'],
    ['only a look', event({ changed: false, operation: 'ListUsers' }), 'Nothing yet'],
  ])('%s', (_, one, expected) => expect(text(one)).toContain(expected));
});

describe('the hints', () => {
  it('name their button as one reads it, with the task', () => {
    const html = renderToString(
      <Hints
        task={{ ...tasks[0], hints: ['a', 'b', 'c'], goal: { user: {} } } as unknown as Task}
        shown={0}
        onMore={() => {}}
        t={say}
      />,
    );
    expect(html).toContain('aria-label="Hint for: There is a user anna, and &lt;b>no&lt;/b> more."');
  });
});

describe('what is said', () => {
  it('is an element of its own each time, so that the same words are heard again', () => {
    const first = nextWords({ text: '', turn: 0 }, 'Taken back: CreateUser');
    const second = nextWords(first, 'Taken back: CreateUser');
    const keys = [first, second].map((words) => (Said(words) as VNode).key);
    expect(new Set(keys).size).toBe(2);
    expect(renderToString(<Said {...second} />)).toBe('<span>Taken back: CreateUser</span>');
  });

  it('reads `code`, as notices do', () => {
    expect(renderToString(<Said text="Run `npm start`." turn={1} />)).toBe(
      '<span>Run <code>npm start</code>.</span>',
    );
  });

  it('of a server that is gone is a sentence in the page’s language', () => {
    const gone = new PracticeError('The server does not answer.', 'Start it.', 'server-gone');
    expect(errorText(gone, say)).toBe('The server does not answer. Is `npm start` still running?');
  });
});

describe('notices', () => {
  const add = (...codes: HostNotice['code'][]): string[] =>
    codes.reduce<readonly HostNotice[]>((all, code) => withNotice(all, { code }), []).map(({ code }) => code);

  it('come once each, and the good news takes the bad with it', () => {
    expect(add('storage-full', 'follows', 'storage-full')).toEqual(['follows', 'storage-full']);
    expect(add('storage-full', 'storage-back')).toEqual(['storage-back']);
    expect(add('follows', 'leads')).toEqual(['leads']);
    expect(add('server-lost', 'server-back')).toEqual(['server-back']);
  });
});

describe('lines for one’s own terminal', () => {
  it('carry the credentials, and no session token that was there before', () => {
    expect(exportLines({ accessKeyId: 'AKIA1', secretAccessKey: 'a/b+c' }, 'http://127.0.0.1:4566')).toBe(
      [
        'export AWS_ACCESS_KEY_ID=AKIA1',
        "export AWS_SECRET_ACCESS_KEY='a/b+c'",
        'unset AWS_SESSION_TOKEN',
        'export AWS_DEFAULT_REGION=us-east-1',
        'export AWS_ENDPOINT_URL=http://127.0.0.1:4566',
      ].join('\n'),
    );
  });
});
