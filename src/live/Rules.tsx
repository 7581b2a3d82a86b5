// Which rules to look at, and the read-only role for just these: both stand together, because one makes the other.
// Tests: test/browser/live.test.ts.
import { useState } from 'preact/hooks';
import { type CheckupWords, rules } from '../checkup/index.ts';
import { type RuleSet, ruleSets, rulesIn, setOf } from './choice.ts';
import type { T } from './Live.tsx';
import { type RoleForm, readOnlyActions, roleForms, roleText } from './role.ts';

interface Props {
  chosen: readonly string[];
  onChosen: (rules: readonly string[]) => void;
  words: CheckupWords;
  t: T;
}

export function Rules({ chosen, onChosen, words, t }: Props) {
  const [form, setForm] = useState<RoleForm>('json');
  const [account, setAccount] = useState('');
  const [comparing, setComparing] = useState(false);
  const [said, setSaid] = useState<RuleSet>('all');
  const set = setOf(chosen, said);
  const name = (one: RuleSet): string =>
    one.startsWith('cis-')
      ? t('set_cis', { version: one.slice(4) })
      : t(`set_${one as 'all' | 'course' | 'today'}`);
  const actions = readOnlyActions(chosen, comparing);
  return (
    <details class="live-more">
      <summary>{t('roleTitle')}</summary>
      <p>{t('roleLead')}</p>
      <div class="form">
        <label>
          <span>{t('rulesWhich')}</span>
          <select
            value={set ?? 'own'}
            onChange={({ currentTarget }) => {
              const wanted = ruleSets.find((one) => one === currentTarget.value);
              if (!wanted) return;
              setSaid(wanted);
              onChosen(rulesIn(wanted));
            }}
          >
            {ruleSets.map((one) => (
              <option key={one} value={one}>
                {name(one)}
              </option>
            ))}
            {set === null && <option value="own">{t('set_own')}</option>}
          </select>
        </label>
      </div>
      <details>
        <summary>{t('rulesPick')}</summary>
        <fieldset class="live-pick">
          <legend class="visually-hidden">{t('rulesPick')}</legend>
          {rules.map(({ id }) => (
            <label key={id} class="live-choice">
              <input
                type="checkbox"
                checked={chosen.includes(id)}
                onChange={({ currentTarget }) =>
                  onChosen(
                    rules
                      .map((rule) => rule.id)
                      .filter((one) => (one === id ? currentTarget.checked : chosen.includes(one))),
                  )
                }
              />
              {words.rules[id]?.title ?? id}
            </label>
          ))}
        </fieldset>
      </details>
      <label class="live-choice">
        <input
          type="checkbox"
          checked={comparing}
          onChange={({ currentTarget }) => setComparing(currentTarget.checked)}
        />
        {t('roleCompares')}
      </label>
      <p role="status">{t('roleAsks', { count: chosen.length, operations: actions.length })}</p>
      <div class="form">
        <label>
          <span>{t('account')}</span>
          <input
            inputMode="numeric"
            maxLength={12}
            autocomplete="off"
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
      <pre tabIndex={0} class="live-role">
        <code>{roleText(form, account.trim(), chosen, comparing)}</code>
      </pre>
    </details>
  );
}
