// A button and its menu in the top bar, as the ARIA practices have it: arrows, Home, End, first letters, Escape. Plain
// elements: the frame stands before any of Cloudscape's code has arrived.
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';

export interface MenuItem {
  id: string;
  text: string;
  /** A line of its own below. */
  note?: string | undefined;
  /** Said and shown as the present one. */
  current?: boolean;
  /** A dot in this colour before the text. */
  colour?: string | undefined;
  href?: string;
  onSelect: () => void;
}

export interface MenuGroup {
  heading?: string;
  items: readonly MenuItem[];
}

export interface MenuProps {
  label: ComponentChildren;
  /** Of the open menu. */
  name: string;
  groups: readonly MenuGroup[];
  /** Above the items, e.g. who is signed in. */
  header?: ComponentChildren;
  align?: 'start' | 'end';
  onOpen?: () => void;
}

export function Menu({ label, name, groups, header, align = 'start', onOpen }: MenuProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const items = (): HTMLElement[] => [
    ...(root.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? []),
  ];
  const close = (back: boolean): void => {
    setOpen(false);
    if (back) button.current?.focus();
  };
  const show = (): void => {
    onOpen?.();
    setOpen(true);
  };

  useEffect(() => {
    if (!open) return;
    items()[0]?.focus();
    const outside = (event: PointerEvent): void => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);

  const onKey = (event: KeyboardEvent): void => {
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const go = (index: number): void => {
      event.preventDefault();
      all[(index + all.length) % all.length]?.focus();
    };
    if (event.key === 'ArrowDown') go(at + 1);
    else if (event.key === 'ArrowUp') go(at < 0 ? -1 : at - 1);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(-1);
    else if (event.key === 'Escape') {
      event.stopPropagation();
      close(true);
    } else if (event.key === 'Tab') setOpen(false);
    else if (event.key.length === 1 && /\S/.test(event.key) && !event.ctrlKey && !event.metaKey) {
      const wanted = event.key.toLowerCase();
      const order = [...all.slice(at + 1), ...all.slice(0, at + 1)];
      order.find((item) => item.textContent?.trim().toLowerCase().startsWith(wanted))?.focus();
    }
  };

  return (
    <div class={`console-menu console-menu-${align}`} ref={root}>
      <button
        type="button"
        class="console-menu-button"
        ref={button}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => (open ? close(false) : show())}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' || open) return;
          event.preventDefault();
          show();
        }}
      >
        {label}
        <svg aria-hidden="true" viewBox="0 0 16 16" width="12" height="12">
          <path d="M3 6l5 5 5-5" fill="none" stroke="currentColor" stroke-width="2" />
        </svg>
      </button>
      {open && (
        <div class="console-menu-panel">
          {header}
          <div role="menu" id={id} aria-label={name} onKeyDown={onKey}>
            {groups
              .filter((group) => group.items.length > 0)
              .map((group, index) => (
                // biome-ignore lint/a11y/useSemanticElements: groups of a menu have no element of their own
                <div role="group" key={group.heading ?? index} aria-label={group.heading}>
                  {group.heading !== undefined && (
                    <div class="console-menu-heading" aria-hidden="true">
                      {group.heading}
                    </div>
                  )}
                  {group.items.map((item) => (
                    <a
                      key={item.id}
                      role="menuitem"
                      tabIndex={-1}
                      href={item.href ?? '#'}
                      class="console-menu-item"
                      aria-current={item.current ? 'true' : undefined}
                      onClick={(event) => {
                        if (item.href !== undefined && (event.ctrlKey || event.metaKey)) return;
                        event.preventDefault();
                        close(true);
                        item.onSelect();
                      }}
                    >
                      <span class="console-menu-text">
                        {item.colour !== undefined && (
                          <span class={`console-dot console-dot-${item.colour}`} aria-hidden="true" />
                        )}
                        {item.text}
                      </span>
                      {item.note !== undefined && <span class="console-menu-note">{item.note}</span>}
                    </a>
                  ))}
                </div>
              ))}
          </div>
        </div>
      )}
    </div>
  );
}
