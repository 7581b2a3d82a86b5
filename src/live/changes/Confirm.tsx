// The last door before a change: a switch for this plan only, and a word to type. Each time anew.
// Tests: test/browser/live-changes.test.ts.
import { useState } from 'preact/hooks';
import type { Access } from '../access.ts';
import { Consent } from '../Consent.tsx';
import type { ChangesT } from './PlanView.tsx';
import type { Plan } from './plan.ts';

interface Props {
  plan: Plan;
  tried: boolean;
  access: Access;
  busy: boolean;
  onGo: () => void;
  t: ChangesT;
}

export function Confirm({ plan, tried, access, busy, onGo, t }: Props) {
  const [allowed, setAllowed] = useState(false);
  const [typed, setTyped] = useState('');
  const ready = allowed && typed.trim() === plan.word && !busy;
  return (
    <>
      <h3>{t('confirmTitle')}</h3>
      {!access.mayWrite && <p class="note">{t('onlyReads')}</p>}
      {access.mayWrite && (
        <form
          class="form"
          onSubmit={(event) => {
            event.preventDefault();
            if (!ready) return;
            setAllowed(false);
            setTyped('');
            onGo();
          }}
        >
          {!tried && <p class="note">{t('notTried')}</p>}
          <Consent
            allow={t('allow', { account: access.account })}
            type={t('typeWord', { word: plan.word })}
            allowed={allowed}
            onAllowed={setAllowed}
            typed={typed}
            onTyped={setTyped}
          />
          <p class="actions">
            <button type="submit" class="button" disabled={!ready}>
              {t('go', { count: plan.steps.length })}
            </button>
          </p>
        </form>
      )}
    </>
  );
}
