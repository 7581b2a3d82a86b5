// Into a room: the code, then a nickname where the teacher lets students choose one.
import { useEffect, useRef, useState } from 'preact/hooks';
import { ask, Refused, randomText } from '../client/api.ts';
import { keepSeat, keepToken, seatIn, tokenFor } from '../client/keep.ts';
import { api, roomAddress, type Site, saying } from './view.ts';

interface Found {
  id: string;
  title: string;
  ownNames: boolean;
  teams: number;
  locked: boolean;
}

export function Join({ site, code: given }: { site: Site; code: string }) {
  const { t, why } = saying(site);
  const [code, setCode] = useState(given);
  const [found, setFound] = useState<Found | undefined>();
  const [name, setName] = useState('');
  const [team, setTeam] = useState(0);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  const moved = useRef(false);

  const enter = (room: string): void => {
    location.hash = `#/room/${room}`;
  };

  async function find(): Promise<void> {
    setBusy(true);
    setTrouble('');
    try {
      const room = await ask<Found>(
        `${api(site)}/codes/${encodeURIComponent(code.replace(/\D/g, '') || '0')}`,
      );
      // Somebody who was in it already goes on, after a reload or days later.
      if (seatIn(room.id)) return enter(room.id);
      moved.current = true;
      setFound(room);
    } catch (error) {
      if (error instanceof Refused) setTrouble(why(error));
    } finally {
      setBusy(false);
    }
  }

  async function join(room: Found): Promise<void> {
    setBusy(true);
    setTrouble('');
    const token = tokenFor(room.id) ?? `s_${randomText()}`;
    keepToken(room.id, token);
    try {
      const seat = await ask<{ name: string }>(`${roomAddress(site, room.id)}/join`, {
        body: { token, ...(name.trim() && { name }), ...(team && { team }) },
      });
      keepSeat(room.id, { token, name: seat.name });
      keepToken(room.id, undefined);
      enter(room.id);
    } catch (error) {
      if (error instanceof Refused) setTrouble(why(error));
      setBusy(false);
    }
  }

  useEffect(() => {
    if (/^\d{6}$/.test(given)) void find();
  }, []);
  useEffect(() => {
    if (moved.current) heading.current?.focus();
    moved.current = false;
  });

  return (
    <form
      class="card form join"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void (found ? join(found) : find());
      }}
    >
      <h1 ref={heading} tabIndex={-1}>
        {found ? t('joinRoom', { title: found.title }) : t('joinTitle')}
      </h1>
      {found ? (
        <>
          {found.ownNames ? (
            <label>
              <span>{t('nickname')}</span>
              <input
                value={name}
                maxLength={24}
                autocomplete="off"
                aria-describedby="join-help"
                onInput={(event) => setName(event.currentTarget.value)}
              />
              <small id="join-help">{t('nicknameHelp')}</small>
            </label>
          ) : (
            <p class="note">{t('drawnName')}</p>
          )}
          {found.teams > 1 && (
            <label>
              <span>{t('team')}</span>
              <select value={team} onChange={(event) => setTeam(Number(event.currentTarget.value))}>
                <option value={0}>{t('anyTeam')}</option>
                {Array.from({ length: found.teams }, (_, index) => (
                  <option key={index} value={index + 1}>
                    {t('teamNumber', { number: index + 1 })}
                  </option>
                ))}
              </select>
            </label>
          )}
        </>
      ) : (
        <>
          <p class="lead">{t('joinLead')}</p>
          <label>
            <span>{t('code')}</span>
            <input
              class="code-field"
              value={code}
              inputMode="numeric"
              autocomplete="off"
              maxLength={9}
              required
              onInput={(event) => setCode(event.currentTarget.value)}
            />
          </label>
        </>
      )}
      <p class="trouble" role="alert">
        {trouble}
      </p>
      <div class="actions">
        <button class="button" type="submit" aria-disabled={busy}>
          {t('join')}
        </button>
        {found ? (
          <button
            class="link"
            type="button"
            onClick={() => {
              setFound(undefined);
              setTrouble('');
            }}
          >
            {t('anotherCode')}
          </button>
        ) : (
          <a href="#/teach">{t('teachInstead')}</a>
        )}
      </div>
    </form>
  );
}
