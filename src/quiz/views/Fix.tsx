// A policy to edit until every request gets the answer it should; the engine says what each would get now. Loaded,
// with the engine, when an item of the kind is reached; CodeMirror comes when the text has the focus.
import { useMemo } from 'preact/hooks';
import { PolicyEditor } from '../../editor/index.ts';
import { judgeFix } from '../decision/fix.ts';
import { policiesOf } from '../decision/statements.ts';
import { Policies, RequestTable } from './Case.tsx';
import { Mark } from './Mark.tsx';
import type { ViewProps } from './view.ts';

export function Fix({ item, state, settled, t, change }: ViewProps<'fix'>) {
  const text = settled && state.status === 'shown' ? item.policy.solution : String(state.answer[0] ?? '');
  const checked = state.status !== 'asking';
  const result = useMemo(() => (checked ? judgeFix(item, text) : undefined), [item, text, checked]);
  const error = result?.error;
  const label = t('policyLabel', { name: item.policy.name });
  return (
    <>
      <RequestTable given={item.case} t={t} />
      {policiesOf(item.case).length > 0 && <Policies given={item.case} t={t} />}
      <div class="typed">
        <span class="label" aria-hidden="true">
          {label}
        </span>
        <PolicyEditor
          label={label}
          value={text}
          readOnly={settled}
          kind={item.policy.layer}
          // What the requests below get is for the learner to find out.
          insight={false}
          locale={document.documentElement.lang}
          onChange={(value) => change([value])}
        />
        {error && (
          <p class="policy-error">
            <b>{t('policyError', { line: error.line, column: error.column })}</b> {error.message} {error.hint}
          </p>
        )}
      </div>
      <p class="asked-legend">{t('requestsLegend')}</p>
      <ul class="requests">
        {item.requests.map((request, index) => {
          const one = result?.requests[index];
          const mark = one ? (one.right ? 'right' : 'wrong') : 'none';
          return (
            <li key={index} class={`option ${mark}`}>
              <span class={`chip ${request.allowed ? 'allow' : 'deny'}`}>
                {t(request.allowed ? 'shouldAllow' : 'shouldDeny')}
              </span>
              <span>
                {request.text}
                {one && (!one.right || settled) && <small>{one.told.join(' ')}</small>}
              </span>
              <Mark kind={mark} t={t} />
            </li>
          );
        })}
      </ul>
    </>
  );
}
