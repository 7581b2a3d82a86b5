// A request and its policies: what happens, and why. The reasons follow the verdict that is chosen. Loaded when an
// item of the kind is reached.
import { verdicts } from '../model.ts';
import { shuffled } from '../shuffle.ts';
import { BinsLine } from './Bins.tsx';
import { Policies, RequestTable } from './Case.tsx';
import { Reasons } from './Reasons.tsx';
import type { ViewProps } from './view.ts';

const labels = {
  allow: 'verdictAllow',
  explicitDeny: 'verdictExplicit',
  implicitDeny: 'verdictImplicit',
} as const;

export function Decision({ item, state, settled, seed, name, t, change }: ViewProps<'decision'>) {
  const [verdict, reason] = state.answer;
  const order = shuffled(
    item.reasons.map((_, index) => index),
    seed,
  );
  // Settled: what was right, and what was chosen instead.
  const listed = settled
    ? order.filter((index) => item.reasons[index]?.verdict === item.verdict || index === reason)
    : order.filter((index) => item.reasons[index]?.verdict === verdict);
  return (
    <>
      <RequestTable given={item.case} t={t} />
      <Policies given={item.case} t={t} />
      <BinsLine
        legend={t('verdictLegend')}
        name={`${name}-verdict`}
        bins={verdicts.map((value) => ({ value, text: t(labels[value]) }))}
        chosen={verdict}
        right={item.verdict}
        settled={settled}
        checkedWrong={state.status === 'wrong'}
        t={t}
        onChange={(value) => change([value, ''])}
      />
      {(verdict !== '' || settled) && (
        <Reasons
          legend={t('whyLegend')}
          reasons={item.reasons}
          order={listed}
          state={state}
          settled={settled}
          name={name}
          t={t}
          onChange={(index) => change([verdict ?? '', index])}
        />
      )}
    </>
  );
}
