// The search box of the top bar: services and their pages by name, from the keyboard alone.
import { useId, useState } from 'preact/hooks';
import type { Route } from '../routes.ts';
import { services } from '../services.ts';
import { useSession } from '../session.ts';
import { t } from '../text.ts';

interface Hit {
  text: string;
  note: string;
  to: Route;
}

function everything(): Hit[] {
  return services.flatMap((service) => [
    { text: t(service.name), note: t(service.about), to: service.home },
    ...service.navigation
      .flatMap(({ items }) => items)
      .map((item) => ({
        text: t(item.text),
        note: t('featureOf', { service: t(service.name) }),
        to: item.to,
      })),
  ]);
}

export function Search() {
  const session = useSession();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const [open, setOpen] = useState(false);
  const id = useId();
  const wanted = text.trim().toLowerCase();
  const hits =
    wanted === ''
      ? []
      : everything()
          .filter((hit) => `${hit.text} ${hit.note}`.toLowerCase().includes(wanted))
          .sort(
            (a, b) =>
              Number(b.text.toLowerCase().startsWith(wanted)) -
              Number(a.text.toLowerCase().startsWith(wanted)),
          )
          .slice(0, 8);
  const shown = open && wanted !== '';
  const choose = (hit: Hit | undefined): void => {
    if (!hit) return;
    setText('');
    setOpen(false);
    session.navigate(hit.to);
  };
  return (
    <div class="console-search">
      <input
        type="text"
        role="combobox"
        aria-label={t('searchConsole')}
        placeholder={t('search')}
        aria-expanded={shown}
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={shown && hits[at] ? `${id}-${at}` : undefined}
        autocomplete="off"
        spellcheck={false}
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
          setOpen(true);
        }}
        onBlur={() => setOpen(false)}
        onFocus={() => setOpen(true)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault();
            const step = event.key === 'ArrowDown' ? 1 : -1;
            setAt((at + step + hits.length) % Math.max(1, hits.length));
          } else if (event.key === 'Enter') {
            event.preventDefault();
            choose(hits[at]);
          } else if (event.key === 'Escape' && shown) {
            event.stopPropagation();
            setOpen(false);
          }
        }}
      />
      <div id={id} role="listbox" aria-label={t('searchConsole')} class="console-hits" hidden={!shown}>
        {hits.map((hit, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the input has the keys, as a combobox does
          // biome-ignore lint/a11y/useFocusableInteractive: aria-activedescendant points here
          <div
            key={`${hit.text} ${hit.note}`}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(hit)}
          >
            <strong>{hit.text}</strong> <span>{hit.note}</span>
          </div>
        ))}
      </div>
      <span class="console-said" role="status">
        {shown ? t('matches', { count: hits.length }) : ''}
      </span>
    </div>
  );
}
