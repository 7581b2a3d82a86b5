// A plan to read: each call with what it does and what takes it back, warnings, and what a dry run found. Names of the
// account are text, never markup. Tests: test/browser/live-changes.test.ts.
import type { CheckupWords } from '../../checkup/index.ts';
import { cliLine } from '../../exercise/index.ts';
import type { Translate } from '../../strings/index.ts';
import type { DryRun } from './dry-run.ts';
import { type PlainCall, type Plan, undoOf } from './plan.ts';
import type { messages } from './strings.ts';

export type ChangesT = Translate<typeof messages>;

export const lineOf = ({ operation, input }: PlainCall): string =>
  cliLine({ service: 'iam', operation, input });

/** As a text to keep: the lines of the plan, and those that take it back. */
export function planText(plan: Plan, t: ChangesT): string {
  return [
    t('planText'),
    ...plan.steps.map(lineOf),
    '',
    t('planTextUndo'),
    ...undoOf(plan.steps).map(lineOf),
    ...plan.steps.filter(({ never }) => never).map((step) => t('planTextNever', { call: lineOf(step) })),
    '',
  ].join('\n');
}

export function PlanView({ plan, tried, t }: { plan: Plan; tried: DryRun | undefined; t: ChangesT }) {
  return (
    <>
      <ol class="live-steps">
        {plan.steps.map((step, index) => {
          const outcome = tried?.calls[index];
          return (
            <li key={`${step.operation} ${index}`}>
              <p>{t(`step_${step.says}` as 'step_deleteUser', step.params)}</p>
              <p>
                <code>{lineOf(step)}</code>
              </p>
              <p class="note">
                {step.never ? (
                  <span class="chip deny">
                    <span aria-hidden="true">✕</span> {t(`undoNever_${step.never}`)}
                  </span>
                ) : (
                  <span class="chip allow">
                    <span aria-hidden="true">↩</span> {t(step.loses ? `undoLoss_${step.loses}` : 'undoBy')}
                  </span>
                )}{' '}
                {step.undo.map((call) => (
                  <code key={lineOf(call)}>{lineOf(call)}</code>
                ))}
              </p>
              {outcome && outcome.outcome !== 'done' && (
                <p class="live-problem">
                  {outcome.outcome === 'skipped' ? t('trySkipped') : `! ${outcome.why ?? ''}`}
                </p>
              )}
            </li>
          );
        })}
      </ol>
      {plan.warnings.length > 0 && (
        <ul class="live-warnings">
          {plan.warnings.map(({ code, params }) => (
            <li key={code}>
              <span class="chip root">!</span> {t(`warning_${code}` as 'warning_programs', params)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const shown = 6;

function listed(names: readonly string[], t: ChangesT, locale: string): string {
  const list = names.slice(0, shown);
  if (names.length > shown) list.push(t('andMore', { count: names.length - shown }));
  return new Intl.ListFormat(locale === 'qps' ? 'en' : locale).format(list);
}

const says = { removed: 'may', added: 'mayMore', changed: 'mayOtherwise' } as const;
const signs = { removed: '−', added: '+', changed: '~' } as const;

export function TriedView({
  tried,
  words,
  locale,
  t,
}: {
  tried: DryRun;
  words: CheckupWords;
  locale: string;
  t: ChangesT;
}) {
  const fine = tried.calls.every(({ outcome }) => outcome !== 'failed');
  const { effects } = tried.differences;
  return (
    <div class="live-tried">
      <p role="status">
        {t(fine ? 'tryDone' : 'tryBroken')}
        {tried.partial && ` ${t('tryPartial')}`}
        {tried.left.length > 0 && ` ${t('tryLeft', { count: tried.left.length })}`}
      </p>
      {tried.forbidden.length > 0 && (
        <p>
          <span class="chip root">!</span> {t('forbidden', { operations: tried.forbidden.join(', ') })}
        </p>
      )}
      <h4>{t('effectsTitle')}</h4>
      {tried.findings.length === 0 && <p>{t('noFindings')}</p>}
      <ul>
        {tried.findings.map(({ rule, change, who }) => (
          <li key={rule} data-effect={rule} data-change={change}>
            <span class={`chip ${change === 'better' ? 'allow' : 'deny'}`}>
              {t(change, { rule: words.rules[rule]?.title ?? rule })}
            </span>
            {who.length > 0 && ` (${listed(who, t, locale)})`}
          </li>
        ))}
      </ul>
      <h4>{t('rightsTitle')}</h4>
      {effects.length === 0 && <p>{t('noRights')}</p>}
      {effects.length > 0 && tried.differences.all && <p class="note">{t('someServices')}</p>}
      <ul>
        {effects.map(({ change, people, actions }) => (
          <li key={`${change} ${people.join()} ${actions[0]}`}>
            <span aria-hidden="true">{signs[change]} </span>
            {t(says[change], { people: listed(people, t, locale), actions: listed(actions, t, locale) })}
          </li>
        ))}
      </ul>
    </div>
  );
}
