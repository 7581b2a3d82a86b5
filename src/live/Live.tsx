// The live page: files first, then credentials or the relay, then what was found. Tests: test/browser/live.test.ts.
import './live.css';
import { useEffect, useMemo, useState } from 'preact/hooks';
import {
  addFile,
  blankEvidence,
  type CheckupWords,
  checkup,
  type Evidence,
  EvidenceError,
  rules,
} from '../checkup/index.ts';
import { type Translate, type Translation, translator } from '../strings/index.ts';
import { Account } from './Account.tsx';
import type { Access } from './access.ts';
import { Connect } from './Connect.tsx';
import { ConsoleDoor } from './Doors.tsx';
import { Findings } from './Findings.tsx';
import { fileCommands } from './files.ts';
import { relayMayWrite, takeToken } from './relay.ts';
import { type RoleForm, roleForms, roleText } from './role.ts';
import type { messages as english } from './strings.ts';

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
  const [form, setForm] = useState<RoleForm>('json');
  const [account, setAccount] = useState('');
  const [pasted, setPasted] = useState('');
  const [answers, setAnswers] = useState<Evidence['checklist']>({});
  const [relayWrites, setRelayWrites] = useState(false);
  const [access, setAccess] = useState<Access>();
  useEffect(() => {
    setRelayWrites(relayMayWrite(location));
    setToken(takeToken(location, history));
  }, []);
  const findings = useMemo(
    () =>
      evidence || Object.keys(answers).length > 0
        ? checkup({ ...(evidence ?? blankEvidence(Date.now())), checklist: answers })
        : undefined,
    [evidence, answers],
  );

  function take(files: readonly { name: string; text: string; modified: number }[]): void {
    const lines: string[] = [];
    let all = evidence ?? blankEvidence(Date.now());
    for (const { name, text, modified } of files) {
      try {
        const added = addFile(all, text, modified);
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
              onClick={() => take([{ name: '…', text: pasted, modified: Date.now() }])}
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
          onEvidence={setEvidence}
          onAccess={setAccess}
          t={t}
        />
        <details class="live-more">
          <summary>{t('roleTitle')}</summary>
          <p>{t('roleLead')}</p>
          <div class="form">
            <label>
              <span>{t('account')}</span>
              <input
                inputMode="numeric"
                maxLength={12}
                value={account}
                onInput={(event) => setAccount(event.currentTarget.value)}
              />
            </label>
          </div>
          <p class="actions">
            {roleForms.map((one) => (
              <button
                key={one}
                type="button"
                class="button quiet"
                aria-pressed={form === one}
                onClick={() => setForm(one)}
              >
                {t(`form_${one}`)}
              </button>
            ))}
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
          <pre tabIndex={0}>
            <code>{roleText(form, account)}</code>
          </pre>
        </details>
        <details class="live-more">
          <summary>{t('checklistTitle')}</summary>
          <p>{t('checklistLead')}</p>
          {rules
            .filter(({ needs }) => needs.length === 0)
            .map(({ id }) => (
              <fieldset key={id}>
                <legend>{words.rules[id]?.ask}</legend>
                {(['yes', 'no', 'notApplicable'] as const).map((answer) => (
                  <label key={answer} class="live-choice">
                    <input
                      type="radio"
                      name={id}
                      checked={answers[id] === answer}
                      onChange={() => setAnswers({ ...answers, [id]: answer })}
                    />
                    {t(answer)}
                  </label>
                ))}
              </fieldset>
            ))}
        </details>
      </div>
      {findings && (
        <Findings
          evidence={evidence ?? blankEvidence(Date.now())}
          findings={findings}
          words={words}
          lessons={lessons}
          locale={locale}
          t={t}
        />
      )}
      {evidence?.details.seen && (
        <Account
          evidence={evidence}
          details={evidence.details.value}
          base={base}
          practice={practice}
          locale={locale}
          t={t}
        />
      )}
      {(evidence || access) && <ConsoleDoor access={access} locale={locale} t={t} />}
    </div>
  );
}
