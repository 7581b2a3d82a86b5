// Pointing at the statements that decide: each is a checkbox. Loaded when an item of the kind is reached.
import { Policies, RequestTable } from './Case.tsx';
import { Mark } from './Mark.tsx';
import type { ViewProps } from './view.ts';

export function Point({ item, state, settled, name, t, change }: ViewProps<'point'>) {
  const byId = new Map(item.statements.map((one) => [one.id, one]));
  return (
    <>
      <RequestTable given={item.case} t={t} />
      <Policies
        given={item.case}
        t={t}
        statement={(id, json) => {
          const { decides = false, why = '' } = byId.get(id) ?? {};
          const chosen = state.answer.includes(id);
          const refuted = state.status === 'wrong' && chosen && !decides;
          const mark = settled ? (decides ? 'right' : chosen ? 'wrong' : 'none') : refuted ? 'wrong' : 'none';
          return (
            <label key={id} class={`option statement ${mark}`}>
              <input
                type="checkbox"
                name={name}
                checked={chosen}
                disabled={settled}
                onChange={(event) =>
                  change(
                    event.currentTarget.checked
                      ? [...state.answer, id].sort()
                      : state.answer.filter((one) => one !== id),
                  )
                }
              />
              <span>
                <code class="lines">{json}</code>
                {(settled || refuted) && (
                  <small>
                    {chosen && <b>{t('yourAnswer')} </b>}
                    {why}
                  </small>
                )}
              </span>
              <Mark kind={mark} t={t} />
            </label>
          );
        }}
      />
    </>
  );
}
