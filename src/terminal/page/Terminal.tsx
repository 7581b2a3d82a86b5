// The terminal on the page: a log that screen readers follow and anybody can copy from, and one field to type in.
// No VT100: what commands print is text. Tests: test/browser/terminal.test.ts.
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Translate } from '../../strings/index.ts';
import type { Door, ShellState, Whoami } from '../shell/index.ts';
import type { terminalMessages } from '../strings.ts';
import type { Entry } from './entries.ts';
import { capped, cleanInput, entryOf, note } from './entries.ts';
import type { Keeper } from './keeper.ts';
import { Line } from './Line.tsx';
import { LogEntry } from './LogEntry.tsx';
import { createRunner, type Runner } from './runner.ts';

export type T = Translate<typeof terminalMessages>;

export interface TerminalProps {
  door: Door;
  keeper: Keeper;
  start: () => Worker;
  version: 1 | 2;
  t: T;
  onWhy: ((requestId: string) => void) | undefined;
  /** Changes when somebody else works: the prompt is read anew. */
  identity: string;
  /** Filled in with what can be done from outside. */
  ready: { type?: (line: string) => void; focus?: () => void };
}

/** Lines kept for the arrow keys. */
const maxHistory = 1000;
/** Pasted text longer than this becomes a file. */
const maxLine = 64 * 1024;
/** Possibilities named at once. */
const maxShown = 30;

export function Terminal(props: TerminalProps): ComponentChildren {
  const { door, keeper, start, version, t, onWhy, identity, ready } = props;
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  const [state, setState] = useState<ShellState | undefined>(keeper.kept.state);
  const [history, setHistory] = useState<readonly string[]>(keeper.kept.history);
  const [text, setText] = useState('');
  const [running, setRunning] = useState(false);
  const [question, setQuestion] = useState<{ text: string; answer: (line: string | undefined) => void }>();
  const [who, setWho] = useState<Whoami>();
  const [status, setStatus] = useState('');
  const place = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const latest = useRef({ history, files: keeper.kept.files, state });
  latest.current.history = history;

  const runner = useMemo<Runner>(
    () =>
      createRunner({
        start,
        door,
        version,
        kept: keeper.kept,
        question: (asked) => new Promise((answer) => setQuestion({ text: asked, answer })),
        onKeep: ({ files, state: left }) => {
          latest.current = { ...latest.current, files, state: left };
          setState(left);
          keep();
        },
      }),
    [start, door, version, keeper],
  );
  useEffect(() => () => runner.close(), [runner]);
  useEffect(() => keeper.onOther(() => setStatus(t('otherTab'))), [keeper, t]);

  useEffect(() => {
    let gone = false;
    door.whoami().then(
      (found) => !gone && setWho(found),
      () => {},
    );
    return () => {
      gone = true;
    };
  }, [door, identity]);

  function keep(): void {
    const { files, state: left, history: lines } = latest.current;
    void keeper.keep({ files, state: left, history: lines }).then((kept) => {
      if (!kept) setStatus(t('notKept'));
    });
  }

  const add = (...more: Entry[]): void => setEntries((before) => capped([...before, ...more]));
  const prompt = promptOf(who, state, t);

  useLayoutEffect(() => {
    const log = place.current;
    if (log) log.scrollTop = log.scrollHeight;
  }, [entries, running, question]);

  useEffect(() => {
    ready.type = (line) => {
      setText(line);
      field.current?.focus();
    };
    ready.focus = () => field.current?.focus();
  }, [ready]);

  async function submit(line: string): Promise<void> {
    setStatus('');
    if (question) {
      add({ ...note(''), kind: 'answer', prompt: question.text, line });
      question.answer(line);
      setQuestion(undefined);
      setText('');
      return;
    }
    if (line.trim() === '') {
      add({ ...note(''), kind: 'command', prompt, line: '' });
      setText('');
      return;
    }
    setRunning(true);
    const lines = history.at(-1) === line ? history : [...history, line].slice(-maxHistory);
    const outcome = await runner.run(line, columnsOf(place.current), lines);
    setRunning(false);
    setQuestion(undefined);
    if (outcome === 'unfinished') {
      setText(`${line}\n`);
      return;
    }
    setText('');
    setHistory(lines);
    latest.current.history = lines;
    keep();
    if (outcome === 'stopped') {
      add({ ...note(t('wasStopped')), kind: 'command', prompt, line });
      return;
    }
    const entry = entryOf(prompt, line, outcome, t);
    if (entry.cleared) setEntries(entry.stdout === '' && entry.stderr === '' ? [] : [entry]);
    else add(entry);
    if (outcome.exited) add(note(t('stays')));
    field.current?.focus();
  }

  function stop(): void {
    if (question) {
      question.answer(undefined);
      setQuestion(undefined);
    }
    if (running) runner.stop();
    else {
      add({ ...note(''), kind: 'command', prompt, line: `${text}^C` });
      setText('');
    }
  }

  async function complete(line: string): Promise<string | undefined> {
    const { words, from } = await runner.complete(line);
    const [first] = words;
    if (!first) {
      setStatus(t('none'));
      return undefined;
    }
    const typed = line.slice(from);
    const common = words.reduce((shared, { text: word }) => {
      let size = 0;
      while (size < shared.length && shared[size] === word[size]) size++;
      return shared.slice(0, size);
    }, first.text);
    if (words.length === 1) {
      setStatus('');
      return line.slice(0, from) + first.text + (first.final ? ' ' : '');
    }
    const shown = words.slice(0, maxShown).map(({ text: word }) => word);
    const rest = words.length > maxShown ? t('more', { count: words.length - maxShown }) : '';
    setStatus(t('candidates', { count: words.length, words: shown.join('  ') }) + rest);
    return common.length > typed.length ? line.slice(0, from) + common : undefined;
  }

  async function paste(pasted: string): Promise<boolean> {
    const clean = cleanInput(pasted);
    if (clean.length <= maxLine) return false;
    setRunning(true);
    const file = await runner.write(clean);
    setRunning(false);
    add(note(t('pasted', { size: clean.length.toLocaleString('en'), file })));
    return true;
  }

  return (
    <section class="practice-terminal" aria-label={t('label')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <div class="terminal-log" ref={place} role="log" aria-live="polite" aria-label={t('log')} tabIndex={0}>
        <p class="terminal-intro">{marked(t('intro', { version }))}</p>
        <ol>
          {entries.map((entry) => (
            <LogEntry key={entry.id} entry={entry} t={t} onWhy={onWhy} />
          ))}
        </ol>
      </div>
      <Line
        field={field}
        prompt={question ? question.text : prompt}
        secret={question !== undefined && /secret|MFA code/i.test(question.text)}
        text={text}
        onText={setText}
        busy={running && !question}
        asking={question !== undefined}
        history={history}
        status={status}
        onStatus={setStatus}
        onSubmit={(line) => void submit(line)}
        onStop={stop}
        onClear={() => setEntries([])}
        onComplete={complete}
        onPaste={paste}
        t={t}
      />
    </section>
  );
}

/** Account, who works in it, and where: `111122223333 anna ~ $`. */
function promptOf(who: Whoami | undefined, state: ShellState | undefined, t: T): string {
  const { AWS_PROFILE: profile, AWS_ACCESS_KEY_ID: key, HOME: home = '' } = state?.exported ?? {};
  const name = key
    ? t('ownKey', { key: `…${key.slice(-4)}` })
    : profile
      ? t('profile', { name: profile })
      : (who?.name ?? '…');
  const cwd = state?.cwd ?? home;
  const shown =
    home !== '' && (cwd === home || cwd.startsWith(`${home}/`)) ? `~${cwd.slice(home.length)}` : cwd || '~';
  return `${who?.account ?? '…'} ${name} ${shown} $`;
}

/** How many characters fit beside each other. */
function columnsOf(place: HTMLElement | null): number {
  if (!place) return 80;
  const style = getComputedStyle(place);
  const size = Number.parseFloat(style.fontSize) * 0.6;
  const wide =
    place.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
  return Math.max(40, Math.floor(wide / size));
}

/** `code` in a sentence. */
function marked(sentence: string): ComponentChildren {
  return sentence.split('`').map((part, index) => (index % 2 === 1 ? <code key={part}>{part}</code> : part));
}
