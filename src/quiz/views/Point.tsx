// Pointing at the statements that decide: each is a checkbox. Loaded when an item of the kind is reached.
import { Policies, RequestTable } from './Case.tsx';
import { OptionRow } from './OptionRow.tsx';
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
          return (
            <OptionRow
              key={id}
              type="checkbox"
              name={name}
              right={decides}
              why={why}
              chosen={state.answer.includes(id)}
              checkedWrong={state.status === 'wrong'}
              settled={settled}
              look="statement"
              t={t}
              onChange={(on) =>
                change(on ? [...state.answer, id].sort() : state.answer.filter((one) => one !== id))
              }
            >
              <code class="lines">{json}</code>
            </OptionRow>
          );
        }}
      />
    </>
  );
}
