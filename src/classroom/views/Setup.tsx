// A new room: where its questions come from, and how it goes.
import { useEffect, useState } from 'preact/hooks';
import { ask, Refused } from '../client/api.ts';
import type { Settings } from '../model.ts';
import { api, type Site, saying } from './view.ts';

interface Listed {
  id: string;
  title: string;
  count: number;
}
type Kind = 'lesson' | 'pool' | 'generated' | 'file' | 'sandbox';
const kinds = {
  lesson: 'sourceLesson',
  pool: 'sourcePool',
  generated: 'sourceGenerated',
  file: 'sourceFile',
  sandbox: 'sourceSandbox',
} as const;

export function Setup({ site, teacherKey }: { site: Site; teacherKey: string | undefined }) {
  const { t, tt, why } = saying(site);
  const [sources, setSources] = useState<{ quizzes: Listed[]; exercises: Listed[] } | undefined>();
  const [kind, setKind] = useState<Kind>('lesson');
  const [quiz, setQuiz] = useState('');
  const [pool, setPool] = useState<readonly string[]>([]);
  const [exercise, setExercise] = useState('');
  const [count, setCount] = useState(8);
  const [difficulty, setDifficulty] = useState('rising');
  const [file, setFile] = useState<{ name: string; text?: string; bytes?: string } | undefined>();
  const [title, setTitle] = useState('');
  const [settings, setSettings] = useState<Partial<Settings>>({
    mode: 'live',
    seconds: 30,
    teams: 0,
    days: 30,
  });
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState('');
  const [made, setMade] = useState<{ hash: string; left: readonly string[] } | undefined>();

  useEffect(() => {
    ask<{ quizzes: Listed[]; exercises: Listed[] }>(`${api(site)}/sources`, { token: teacherKey }).then(
      (found) => {
        setSources(found);
        setQuiz(found.quizzes[0]?.id ?? '');
        setExercise(found.exercises[0]?.id ?? '');
      },
      (error: unknown) => error instanceof Refused && setTrouble(why(error)),
    );
  }, []);

  const set = <K extends keyof Settings>(name: K, value: Settings[K]): void =>
    setSettings((known) => ({ ...known, [name]: value }));

  async function make(): Promise<void> {
    setBusy(true);
    setTrouble('');
    const source = {
      lesson: { kind, quiz },
      pool: { kind, quizzes: pool, count, ...(file && { file }) },
      generated: { kind, count, difficulty: difficulty === 'rising' ? 'rising' : Number(difficulty) },
      file: { kind, ...file },
      sandbox: { kind, exercise },
    }[kind];
    try {
      const room = await ask<{ id: string; links: { teacher: string }; left: readonly string[] }>(
        `${api(site)}/rooms`,
        {
          token: teacherKey,
          body: {
            source,
            title: title || (kind === 'generated' ? tt('sourceGenerated') : ''),
            settings: { ...settings, ...(kind === 'sandbox' && { changes: true, seconds: null }) },
          },
        },
      );
      const hash = `#/teach/${room.id}/${room.links.teacher}`;
      // What of the file is missing must be seen before the class sees the rest.
      if (room.left.length > 0) setMade({ hash, left: room.left });
      else location.hash = hash;
    } catch (error) {
      if (error instanceof Refused) setTrouble(why(error));
      setBusy(false);
    }
  }

  if (made)
    return (
      <section class="card" role="alert">
        <h2>{tt('leftOut')}</h2>
        <ul>
          {made.left.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <a class="button" href={made.hash}>
          {tt('openRoom')}
        </a>
      </section>
    );
  const paced = settings.mode === 'paced';
  const check = (name: 'ownNames' | 'changes' | 'confidence' | 'leaderboard' | 'hideNames') => (
    <label class="check">
      <input
        type="checkbox"
        checked={settings[name] === true}
        onChange={(event) => set(name, event.currentTarget.checked)}
      />
      <span>{tt(name)}</span>
    </label>
  );
  const fileField = (
    <label>
      <span>{tt('file')}</span>
      <input
        type="file"
        accept=".json,.yaml,.yml,.gift,.txt,.xml,.csv,.xlsx"
        aria-describedby="file-help"
        onChange={(event) => {
          const [chosen] = event.currentTarget.files ?? [];
          if (chosen) void readChosen(chosen).then(setFile);
          else setFile(undefined);
        }}
      />
      <small id="file-help">{tt('fileHelp')}</small>
    </label>
  );
  const countField = (
    <label>
      <span>{tt('count')}</span>
      <input
        type="number"
        min={1}
        max={100}
        value={count}
        onInput={(event) => setCount(Number(event.currentTarget.value))}
      />
    </label>
  );

  return (
    <form
      class="card form setup"
      aria-labelledby="new-room"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void make();
      }}
    >
      <h2 id="new-room">{tt('newRoom')}</h2>
      <label>
        <span>{tt('source')}</span>
        <select value={kind} onChange={(event) => setKind(event.currentTarget.value as Kind)}>
          {Object.entries(kinds).map(([id, key]) => (
            <option key={id} value={id}>
              {tt(key)}
            </option>
          ))}
        </select>
      </label>
      {kind === 'lesson' && (
        <label>
          <span>{tt('quiz')}</span>
          <select value={quiz} onChange={(event) => setQuiz(event.currentTarget.value)}>
            {sources?.quizzes.map(({ id, title: name, count: number }) => (
              <option key={id} value={id}>
                {name} ({number})
              </option>
            ))}
          </select>
        </label>
      )}
      {kind === 'pool' && (
        <>
          <fieldset class="checks">
            <legend>{tt('quizzes')}</legend>
            {sources?.quizzes.map(({ id, title: name, count: number }) => (
              <label key={id} class="check">
                <input
                  type="checkbox"
                  checked={pool.includes(id)}
                  onChange={(event) =>
                    setPool(event.currentTarget.checked ? [...pool, id] : pool.filter((one) => one !== id))
                  }
                />
                <span>
                  {name} ({number})
                </span>
              </label>
            ))}
          </fieldset>
          {fileField}
          {countField}
        </>
      )}
      {kind === 'generated' && (
        <>
          {countField}
          <label>
            <span>{tt('difficulty')}</span>
            <select value={difficulty} onChange={(event) => setDifficulty(event.currentTarget.value)}>
              <option value="rising">{tt('rising')}</option>
              {([1, 2, 3, 4, 5] as const).map((level) => (
                <option key={level} value={level}>
                  {tt(`difficulty${level}`)}
                </option>
              ))}
            </select>
          </label>
        </>
      )}
      {kind === 'file' && fileField}
      {kind === 'sandbox' && (
        <label>
          <span>{tt('exercise')}</span>
          <select value={exercise} onChange={(event) => setExercise(event.currentTarget.value)}>
            {sources?.exercises.map(({ id, title: name, count: number }) => (
              <option key={id} value={id}>
                {name} ({number})
              </option>
            ))}
          </select>
        </label>
      )}
      {(kind === 'lesson' || (kind === 'pool' && pool.length > 0)) && (
        <p class="note ungraded">{tt('ungraded')}</p>
      )}
      {kind === 'sandbox' && <p class="note">{tt('sandboxTrust')}</p>}
      <label>
        <span>{tt('mode')}</span>
        <select
          value={settings.mode}
          onChange={(event) => set('mode', event.currentTarget.value as Settings['mode'])}
        >
          <option value="live">{tt('modeLive')}</option>
          <option value="paced">{tt('modePaced')}</option>
        </select>
      </label>
      {paced ? (
        <>
          <label>
            <span>{tt('due')}</span>
            <input
              type="datetime-local"
              onInput={(event) => {
                const { value } = event.currentTarget;
                set('due', value === '' ? null : new Date(value).getTime());
              }}
            />
          </label>
          <label>
            <span>{tt('feedback')}</span>
            <select
              value={settings.feedback ?? 'end'}
              onChange={(event) => set('feedback', event.currentTarget.value as Settings['feedback'])}
            >
              <option value="end">{tt('feedbackEnd')}</option>
              <option value="each">{tt('feedbackEach')}</option>
            </select>
          </label>
        </>
      ) : (
        kind !== 'sandbox' && (
          <label>
            <span>{tt('seconds')}</span>
            <input
              type="number"
              min={5}
              max={3600}
              value={settings.seconds ?? ''}
              onInput={(event) => {
                const { value } = event.currentTarget;
                set('seconds', value === '' ? null : Number(value));
              }}
            />
          </label>
        )
      )}
      <details>
        <summary>{tt('more')}</summary>
        <div class="form">
          <label>
            <span>{tt('title')}</span>
            <input value={title} maxLength={120} onInput={(event) => setTitle(event.currentTarget.value)} />
          </label>
          {check('ownNames')}
          {check('changes')}
          {check('confidence')}
          {check('leaderboard')}
          {check('hideNames')}
          <label>
            <span>{tt('teams')}</span>
            <select
              value={settings.teams}
              onChange={(event) => set('teams', Number(event.currentTarget.value))}
            >
              <option value={0}>{tt('noTeams')}</option>
              {[2, 3, 4, 5, 6, 7, 8].map((number) => (
                <option key={number} value={number}>
                  {number}
                </option>
              ))}
            </select>
          </label>
          <label>
            <span>{tt('days')}</span>
            <input
              type="number"
              min={1}
              max={400}
              value={settings.days}
              onInput={(event) => set('days', Number(event.currentTarget.value))}
            />
          </label>
        </div>
      </details>
      <p class="trouble" role="alert">
        {trouble}
      </p>
      <div class="actions">
        <button class="button" type="submit" aria-disabled={busy || (kind === 'file' && !file)}>
          {busy ? t('loading') : tt('make')}
        </button>
      </div>
    </form>
  );
}

/** A spreadsheet is a zip, which is no text. */
async function readChosen(file: File): Promise<{ name: string; text?: string; bytes?: string }> {
  if (!/\.xlsx$/i.test(file.name)) return { name: file.name, text: await file.text() };
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return { name: file.name, bytes: btoa(binary) };
}
