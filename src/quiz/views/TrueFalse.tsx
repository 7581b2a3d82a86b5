// True or false, and the reason: two groups of radio buttons.
import { shuffled } from '../shuffle.ts';
import { BinsLine } from './Bins.tsx';
import { Reasons } from './Reasons.tsx';
import type { ViewProps } from './view.ts';

export function TrueFalse({ item, state, settled, seed, name, t, change }: ViewProps<'true-false'>) {
  const [said, reason] = state.answer;
  const order = shuffled(
    item.reasons.map((_, index) => index),
    seed,
  );
  return (
    <>
      <BinsLine
        legend={t('holdsLegend')}
        name={`${name}-holds`}
        bins={[
          { value: 'true', text: t('holdsTrue') },
          { value: 'false', text: t('holdsFalse') },
        ]}
        chosen={said}
        right={String(item.holds)}
        settled={settled}
        checkedWrong={state.status === 'wrong'}
        t={t}
        onChange={(value) => change([value, reason ?? ''])}
      />
      <Reasons
        legend={t('because')}
        reasons={item.reasons}
        order={order}
        state={state}
        settled={settled}
        name={name}
        t={t}
        onChange={(index) => change([said ?? '', index])}
      />
    </>
  );
}
