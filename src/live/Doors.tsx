// What more can be done with an account that stands open: change something with guidance, exercises, the console. Only
// buttons: each part's code is fetched when it is opened, so that looking costs nothing. Tests: test/browser.
import type { ComponentChildren, ComponentType, RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { CheckupWords, Evidence } from '../checkup/index.ts';
import type { Access } from './access.ts';
import type { ConsoleViewProps } from './ConsoleView.tsx';
import type { Suggested } from './changes/AskForm.tsx';
import type { ChangesProps } from './changes/Changes.tsx';
import type { ExercisesProps } from './exercises/Exercises.tsx';
import type { T } from './Live.tsx';

/** A part that is fetched when it is opened; what failed to come is asked for again by `again`. */
export function useLazy<P>(
  open: boolean,
  load: () => Promise<ComponentType<P>>,
): { part: ComponentType<P> | undefined; failed: string | undefined; again: () => void } {
  const [part, setPart] = useState<{ Part: ComponentType<P> }>();
  const [failed, setFailed] = useState<string>();
  const [turn, setTurn] = useState(0);
  // Dependencies: what is loaded is always the same
  useEffect(() => {
    if (!open || part) return;
    let gone = false;
    setFailed(undefined);
    load().then(
      (Part) => gone || setPart({ Part }),
      (error: Error) => gone || setFailed(error.message),
    );
    return () => {
      gone = true;
    };
  }, [open, part, turn]);
  return { part: part?.Part, failed, again: () => setTurn(turn + 1) };
}

interface DoorProps {
  access: Access | undefined;
  locale: string;
  t: T;
}

interface SectionProps<P> {
  id: 'changes' | 'exercises' | 'console';
  access: Access | undefined;
  open: boolean;
  onOpen: () => void;
  load: () => Promise<ComponentType<P>>;
  show: (Part: ComponentType<P>) => ComponentChildren;
  place: RefObject<HTMLElement | null>;
  t: T;
}

/** A heading, what it is, and the button that fetches the rest. */
function Door<P>({ id, access, open, onOpen, load, show, place, t }: SectionProps<P>) {
  const { part, failed, again } = useLazy<P>(open, load);
  const first = useRef(true);
  // The button that was pressed is gone, and the focus with it: the keyboard goes on from here.
  useEffect(() => {
    if (!first.current && document.activeElement === document.body)
      place.current?.focus({ preventScroll: true });
    first.current = false;
  }, [open, part]);
  return (
    <section class="no-print" aria-labelledby={`${id}-title`} ref={place} tabIndex={-1}>
      <h2 id={`${id}-title`}>{t(`${id}Title`)}</h2>
      <p>{t(`${id}Lead`)}</p>
      {!access && <p class="note">{t('needsAccess')}</p>}
      {access && (!open || failed) && (
        <button type="button" class="button" onClick={failed ? again : onOpen}>
          {t(`${id}Open`)}
        </button>
      )}
      <div role="status">
        {open && !part && !failed && <p>{t('loading')}</p>}
        {failed && <p>{t('partFailed', { why: failed })}</p>}
      </div>
      {open && part && show(part)}
    </section>
  );
}

interface ChangesDoorProps extends DoorProps {
  evidence: Evidence | undefined;
  suggested: Suggested | undefined;
  words: CheckupWords;
  onEvidence: (evidence: Evidence) => void;
}

export function ChangesDoor({ access, evidence, suggested, words, onEvidence, locale, t }: ChangesDoorProps) {
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLElement>(null);
  // A finding's button opens it, and takes the learner there.
  useEffect(() => {
    if (!suggested || !access) return;
    setOpen(true);
    place.current?.scrollIntoView({ block: 'start' });
    place.current?.focus({ preventScroll: true });
  }, [suggested]);
  return (
    <Door<ChangesProps>
      id="changes"
      access={access}
      open={open}
      onOpen={() => setOpen(true)}
      load={async () => (await import('./changes/Changes.tsx')).Changes}
      show={(Changes) =>
        // Once the credentials are gone its record stays.
        evidence && (
          <Changes
            access={access}
            evidence={evidence}
            suggested={suggested}
            words={words}
            locale={locale}
            onEvidence={onEvidence}
          />
        )
      }
      place={place}
      t={t}
    />
  );
}

export function ExercisesDoor({ access, locale, t }: DoorProps) {
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLElement>(null);
  return (
    <Door<ExercisesProps>
      id="exercises"
      access={access}
      open={open}
      onOpen={() => setOpen(true)}
      load={async () => (await import('./exercises/Exercises.tsx')).Exercises}
      show={(Exercises) => access && <Exercises access={access} locale={locale} />}
      place={place}
      t={t}
    />
  );
}

export function ConsoleDoor({ access, locale, t }: DoorProps) {
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!access) setOpen(false);
  }, [access]);
  return (
    <Door<ConsoleViewProps>
      id="console"
      access={access}
      open={open}
      onOpen={() => setOpen(true)}
      load={async () => (await import('./ConsoleView.tsx')).ConsoleView}
      show={(View) => access && <View access={access} locale={locale} onClose={() => setOpen(false)} />}
      place={place}
      t={t}
    />
  );
}
