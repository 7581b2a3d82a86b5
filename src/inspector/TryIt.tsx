// «Try it»: the request's policies in the editor; each change is answered at once. The account stays as it is.
import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { PolicyEditor } from '../editor/index.ts';
import { type Explanation, type PolicyKind, parse } from '../policy/index.ts';
import type { AccountPicture, PlainRequest } from '../practice/index.ts';
import type { T } from './parts.tsx';
import { type Placed, policiesOf, type Slot, slotKey, withStatement, withText } from './request.ts';

export interface TryItProps {
  request: PlainRequest;
  explanation: Explanation;
  changed: boolean;
  picture: AccountPicture | null;
  onChange: (request: PlainRequest) => void;
  onBack: () => void;
  locale: string;
  t: T;
}

const kinds: Record<Slot['layer'], PolicyKind> = {
  rcp: 'rcp',
  scp: 'scp',
  resource: 'resource',
  identity: 'identity',
  boundary: 'boundary',
  session: 'session',
  endpoint: 'endpoint',
};

export function TryIt(props: TryItProps): ComponentChildren {
  const { request, explanation, changed, picture, onChange, onBack, locale, t } = props;
  const policies = policiesOf(request);
  const [chosen, setChosen] = useState<string>();
  const [invalid, setInvalid] = useState(false);
  // The last one is the newest: what a remedy has put there.
  const current = policies.find(({ slot }) => slotKey(slot) === chosen) ?? policies.at(-1);
  const account = useMemo(() => async () => picture, [picture]);
  const name = ({ slot, policy }: Placed): string =>
    `${t(slot.layer)}: ${policy.name === 'new' ? t('tryAdded') : policy.name}`;

  function add(): void {
    const { action, resource } = request;
    const next = withStatement(
      request,
      'identity',
      undefined,
      { Effect: 'Allow', Action: action, Resource: resource },
      'new',
    );
    onChange(next);
    setChosen(slotKey({ layer: 'identity', index: next.identity.length - 1 }));
  }

  return (
    <section aria-label={t('tryTitle')} class="inspector-try" id="try-it" tabIndex={-1}>
      <h2>{t('tryTitle')}</h2>
      <p class="soft">{t('tryLead')}</p>
      <p role="status" class={`inspector-verdict ${explanation.decision}`}>
        {t(changed ? 'tryVerdict' : 'trySame', { verdict: t(explanation.decision) })}
        {invalid && <span class="soft"> {t('tryInvalid')}</span>}
      </p>
      <div class="inspector-row">
        {policies.length > 0 && (
          <label>
            {t('tryPolicy')}{' '}
            <select
              value={current && slotKey(current.slot)}
              onChange={({ currentTarget }) => {
                setInvalid(false);
                setChosen(currentTarget.value);
              }}
            >
              {policies.map((placed) => (
                <option key={slotKey(placed.slot)} value={slotKey(placed.slot)}>
                  {name(placed)}
                </option>
              ))}
            </select>
          </label>
        )}
        <button type="button" class="link" onClick={add}>
          {t('tryNew')}
        </button>
        {changed && (
          <button type="button" class="link" onClick={onBack}>
            {t('tryBack')}
          </button>
        )}
      </div>
      {current && (
        <PolicyEditor
          key={slotKey(current.slot)}
          value={current.policy.text}
          kind={
            /^sts:assumerole/i.test(request.action) && current.slot.layer === 'resource'
              ? 'trust'
              : kinds[current.slot.layer]
          }
          label={t('tryText', { policy: name(current) })}
          locale={locale}
          account={account}
          insight={false}
          onChange={(text) => {
            const readable = parse(text).ok;
            setInvalid(!readable);
            if (readable) onChange(withText(request, current.slot, text));
          }}
        />
      )}
    </section>
  );
}
