// How long a room is kept, and deleting it with everything in it.
import { useState } from 'preact/hooks';
import { ask, Refused } from '../client/api.ts';
import { type Site, saying } from './view.ts';

export function Keeping({
  site,
  address,
  token,
  expires,
}: {
  site: Site;
  address: string;
  token: string;
  expires: number;
}) {
  const { tt, why } = saying(site);
  const [until, setUntil] = useState(expires);
  const [days, setDays] = useState(30);
  const [sure, setSure] = useState(false);
  const [trouble, setTrouble] = useState('');
  const date = new Date(until).toLocaleDateString(site.locale === 'qps' ? 'en' : site.locale);

  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setTrouble('');
    await work().catch((error: unknown) => error instanceof Refused && setTrouble(why(error)));
  };
  return (
    <details class="card keeping">
      <summary>{tt('keeping')}</summary>
      <p role="status">{tt('keptUntil', { date })}</p>
      <p class="trouble" role="alert">
        {trouble}
      </p>
      <div class="form">
        <label>
          <span>{tt('keepDays')}</span>
          <input
            type="number"
            min={1}
            max={400}
            value={days}
            onInput={(event) => setDays(Number(event.currentTarget.value))}
          />
        </label>
      </div>
      <div class="actions">
        <button
          class="button quiet"
          type="button"
          onClick={() =>
            void attempt(async () => {
              const kept = await ask<{ expires: number }>(`${address}/keep`, { token, body: { days } });
              setUntil(kept.expires);
            })
          }
        >
          {tt('keep')}
        </button>
        {sure ? (
          <span class="actions" role="alert">
            {tt('deleteSure')}
            <button
              class="button danger"
              type="button"
              onClick={() =>
                void attempt(async () => {
                  await ask(address, { method: 'DELETE', token });
                  location.hash = '#/teach';
                })
              }
            >
              {tt('deleteYes')}
            </button>
            <button class="button quiet" type="button" onClick={() => setSure(false)}>
              {tt('cancel')}
            </button>
          </span>
        ) : (
          <button class="button danger" type="button" onClick={() => setSure(true)}>
            {tt('deleteRoom')}
          </button>
        )}
      </div>
    </details>
  );
}
