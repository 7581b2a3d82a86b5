// What only a person signed in as root can see: their answers, kept in a file of their own and read back from it or from a
// saved checkup. Tests: test/browser/live.test.ts.
import { useState } from 'preact/hooks';
import {
  type CheckupWords,
  checklistRules,
  type Evidence,
  EvidenceError,
  readChecklist,
  writeChecklist,
} from '../checkup/index.ts';
import { downloadText } from '../exercise/download.ts';
import type { T } from './Live.tsx';

interface Props {
  answers: Evidence['checklist'];
  onAnswers: (answers: Evidence['checklist']) => void;
  /** Of the account that is looked at, where one is. */
  account: string | null;
  /** Ids of the rules that are asked. */
  chosen: readonly string[];
  words: CheckupWords;
  t: T;
}

export function Checklist({ answers, onAnswers, account, chosen, words, t }: Props) {
  const [said, setSaid] = useState('');
  const asked = checklistRules.filter(({ id }) => chosen.includes(id));
  async function load(file: File | undefined): Promise<void> {
    if (!file) return;
    try {
      const found = readChecklist(await file.text());
      if (found.account && account && found.account !== account)
        return setSaid(t('answersOther', { account: found.account }));
      onAnswers({ ...answers, ...found.answers });
      setSaid(
        t('answersLoaded', { count: Object.keys(found.answers).length, date: found.taken.slice(0, 10) }),
      );
    } catch (error) {
      const code = error instanceof EvidenceError && error.code === 'json' ? 'file_json' : 'answersNone';
      setSaid(t(code, { name: file.name, why: (error as Error).message }));
    }
  }
  function keep(): void {
    const taken = Date.now();
    const day = new Date(taken).toISOString().slice(0, 10);
    downloadText(
      `checklist-${account ?? 'account'}-${day}.json`,
      writeChecklist({ account, taken, checklist: answers }),
    );
    setSaid(t('answersSaved'));
  }
  return (
    <details class="live-more">
      <summary>{t('checklistTitle')}</summary>
      <p>{t('checklistLead')}</p>
      {asked.map(({ id }) => (
        <fieldset key={id}>
          <legend>{words.rules[id]?.ask}</legend>
          {(['yes', 'no', 'notApplicable'] as const).map((answer) => (
            <label key={answer} class="live-choice">
              <input
                type="radio"
                name={id}
                checked={answers[id] === answer}
                onChange={() => onAnswers({ ...answers, [id]: answer })}
              />
              {t(answer)}
            </label>
          ))}
        </fieldset>
      ))}
      <p class="actions">
        <button
          type="button"
          class="button quiet"
          disabled={Object.keys(answers).length === 0}
          onClick={keep}
        >
          {t('answersSave')}
        </button>
        <label class="live-file">
          {t('answersLoad')}
          <input
            type="file"
            accept=".json,application/json"
            onChange={({ currentTarget }) => {
              void load(currentTarget.files?.[0]);
              // The same file may be chosen again.
              currentTarget.value = '';
            }}
          />
        </label>
      </p>
      <p role="status">{said}</p>
    </details>
  );
}
