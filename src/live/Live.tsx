// The live page: files first, then credentials or the relay, then what was found. Tests: test/browser/live.test.ts.
import './live.css';
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { Findings } from '../checkup/Findings.tsx';
import {
  addingFile,
  blankEvidence,
  bySteps,
  type CheckupWords,
  checkup,
  type Evidence,
  EvidenceError,
  type SavedReport,
  savedReport,
} from '../checkup/index.ts';
import { downloadText } from '../exercise/download.ts';
import { type Translate, type Translation, translator } from '../strings/index.ts';
import { Account } from './Account.tsx';
import type { Access } from './access.ts';
import { Checklist } from './Checklist.tsx';
import { Connect } from './Connect.tsx';
import type { Suggested } from './changes/AskForm.tsx';
import { rulesIn } from './choice.ts';
import { ChangesDoor, ConsoleDoor, ExercisesDoor } from './Doors.tsx';
import { FindingActions } from './FindingActions.tsx';
import { fileCommands } from './files.ts';
import { Rules } from './Rules.tsx';
import { relayMayWrite, takeToken } from './relay.ts';
import { piecesFor } from './role.ts';
import type { messages as english } from './strings.ts';
import { wait } from './wait.ts';

export type T = Translate<typeof english>;

export interface LiveProps {
  base: string;
  locale: string;
  /** The practice page's and the lessons' addresses. */
  practice: string;
  lessons: string;
  messages: Translation<typeof english>;
  words: CheckupWords;
}

export function Live({ base, locale, practice, lessons, messages, words }: LiveProps) {
  const t: T = useMemo(() => translator<typeof english>(messages, locale), [messages, locale]);
  const [evidence, setEvidence] = useState<Evidence>();
  const [said, setSaid] = useState<readonly string[]>([]);
  const [token, setToken] = useState<string | null>(null);
  const [chosen, setChosen] = useState<readonly string[]>(() => rulesIn('all'));
  const [pasted, setPasted] = useState('');
  const [answers, setAnswers] = useState<Evidence['checklist']>({});
  const [relayWrites, setRelayWrites] = useState(false);
  const [access, setAccess] = useState<Access>();
  const [suggested, setSuggested] = useState<Suggested>();
  useEffect(() => {
    setRelayWrites(relayMayWrite(location));
    setToken(takeToken(location, history));
  }, []);
  // What was seen of one account is no ground for changing another.
  const reach = useCallback((next: Access | undefined): void => {
    setAccess(next);
    if (next) setEvidence((old) => (old?.account && old.account !== next.account ? undefined : old));
  }, []);
  const only = useMemo(() => piecesFor(chosen), [chosen]);
  const known = useMemo(
    () =>
      evidence || Object.keys(answers).length > 0
        ? { ...(evidence ?? blankEvidence(Date.now())), checklist: answers }
        : undefined,
    [evidence, answers],
  );
  const findings = useMemo(() => known && checkup(known, {}, chosen), [known, chosen]);
  const [before, setBefore] = useState<SavedReport>();

  /** A look at the account: what was found before it stays, to compare with. */
  function looked(next: Evidence): void {
    setBefore(
      evidence && known && findings && known.account === next.account
        ? savedReport(known, findings)
        : undefined,
    );
    setEvidence(next);
  }

  async function take(files: readonly { name: string; text: string; modified: number }[]): Promise<void> {
    const lines: string[] = [];
    let all = evidence ?? blankEvidence(Date.now());
    for (const { name, text, modified } of files) {
      // An account of 5,000 users is some 20 MB: the page stays alive meanwhile.
      setSaid([...lines, t('fileReading', { name })]);
      await wait(0);
      try {
        const steps = addingFile(all, text, modified);
        const added = await bySteps(
          steps,
          () => performance.now(),
          () => wait(0),
        );
        all = added.evidence;
        lines.push(t('fileTaken', { name, kind: t(`kind_${added.kind}`) }));
      } catch (error) {
        const code = error instanceof EvidenceError ? error.code : 'unknown';
        lines.push(t(`file_${code}`, { name, why: (error as Error).message }));
      }
    }
    setSaid(lines);
    setEvidence(all);
  }

  return (
    <div class="live">
      <section aria-labelledby="files-title" class="no-print">
        <h2 id="files-title">{t('filesTitle')}</h2>
        <p>{t('filesLead')}</p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
        <pre tabIndex={0}>
          <code>{fileCommands}</code>
        </pre>
        <label class="live-file">
          {t('chooseFiles')}
          <input
            type="file"
            multiple
            accept=".json,.csv,text/csv,application/json"
            onChange={async (event) =>
              take(
                await Promise.all(
                  [...(event.currentTarget.files ?? [])].map(async (file) => ({
                    name: file.name,
                    text: await file.text(),
                    modified: file.lastModified,
                  })),
                ),
              )
            }
          />
        </label>
        <details>
          <summary>{t('orPaste')}</summary>
          <div class="form">
            <label>
              <span>{t('orPaste')}</span>
              <textarea rows={4} value={pasted} onInput={(event) => setPasted(event.currentTarget.value)} />
            </label>
          </div>
          <p class="actions">
            <button
              type="button"
              class="button quiet"
              onClick={() => void take([{ name: '…', text: pasted, modified: Date.now() }])}
            >
              {t('usePasted')}
            </button>
          </p>
        </details>
        <div role="status" class="live-said">
          {said.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      </section>
      <div class="no-print">
        <Connect
          base={base}
          token={token}
          relayWrites={relayWrites}
          only={only}
          onEvidence={looked}
          onAccess={reach}
          t={t}
        />
        <Rules chosen={chosen} onChosen={setChosen} words={words} t={t} />
        <Checklist
          answers={answers}
          onAnswers={setAnswers}
          account={evidence?.account ?? null}
          chosen={chosen}
          words={words}
          t={t}
        />
      </div>
      {known && findings && (
        <Findings
          evidence={known}
          findings={findings}
          words={words}
          lessons={lessons}
          locale={locale}
          t={t}
          save={downloadText}
          before={before}
          action={(finding) => (
            <FindingActions
              finding={finding}
              title={words.rules[finding.rule]?.title ?? finding.rule}
              evidence={known}
              access={access}
              base={base}
              practice={practice}
              onSuggest={setSuggested}
              t={t}
            />
          )}
        />
      )}
      {evidence?.details.seen && (
        <Account
          evidence={evidence}
          details={evidence.details.value}
          access={access}
          base={base}
          practice={practice}
          locale={locale}
          t={t}
        />
      )}
      {(evidence || access) && (
        <ChangesDoor
          access={access}
          evidence={evidence}
          suggested={suggested}
          words={words}
          onEvidence={looked}
          locale={locale}
          t={t}
        />
      )}
      {(evidence || access) && <ExercisesDoor access={access} locale={locale} t={t} />}
      {(evidence || access) && <ConsoleDoor access={access} locale={locale} t={t} />}
    </div>
  );
}
