// The policy editor as a component: a plain text area at first, CodeMirror once it has the focus, and below it what the
// engine finds and what the text says. What is heavy is loaded with the first focus. Tests: test/browser/workspace.test.ts
import './editor.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { PolicyKind } from '../policy/index.ts';
import type { AccountPicture } from '../practice/picture.ts';
import { localize, translator } from '../strings/index.ts';
import type { PolicySubject } from './change.ts';
import type { Code } from './code.ts';
import { Findings } from './Findings.tsx';
import type { Insight, Told } from './insight.ts';
import { Reading } from './Reading.tsx';
import { messages } from './strings.ts';

export interface PolicyEditorOptions {
  /** The text; another one later replaces what stands in the editor. */
  value: string;
  kind: PolicyKind;
  /** Accessible name. */
  label: string;
  onChange: (value: string) => void;
  locale?: string;
  readOnly?: boolean;
  /** Completes ARNs, and says who of the account gains or loses by the change. */
  account?: () => Promise<AccountPicture | null>;
  /** Which stored policy the text is; absent: a new one. */
  subject?: PolicySubject;
  /** What it says and what the change does, below it; default true. */
  insight?: boolean;
  /** Called when CodeMirror is there: for who wants to put the cursor somewhere. */
  onReady?: (code: Pick<Code, 'goTo' | 'focus'>) => void;
}

/** Texts that a parent may still bring back. */
const MAX_UNDER_WAY = 20;

/** While somebody types nothing is looked up: milliseconds after the last letter. */
const PAUSE = 180;

export function PolicyEditor(props: PolicyEditorOptions): ComponentChildren {
  const { kind, label, locale = 'en', readOnly = false, account, subject, insight: telling = true } = props;
  const t = useMemo(() => translator(localize(messages, locale), locale), [locale]);
  const id = useId();
  const [text, setText] = useState(props.value);
  const before = useRef(props.value);
  const latest = useRef(props);
  latest.current = props;
  const current = useRef(props.value);
  const typed = useRef<readonly string[]>([]);
  const area = useRef<HTMLTextAreaElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const code = useRef<Code | undefined>(undefined);
  const picture = useRef<AccountPicture | null>(null);
  const told = useRef<Insight | undefined>(undefined);
  const hadFocus = useRef(false);
  const [state, setState] = useState<'plain' | 'loading' | 'code' | 'failed'>('plain');
  const [insight, setInsight] = useState<Insight>();
  const [said, setSaid] = useState('');

  function change(value: string): void {
    if (value === current.current) return;
    current.current = value;
    typed.current = [...typed.current, value].slice(-MAX_UNDER_WAY);
    setText(value);
    latest.current.onChange(value);
  }

  /** The text from outside, or after a fix: into the field, whichever stands there. */
  function put(value: string): void {
    change(value);
    code.current?.setValue(value);
  }

  useEffect(() => {
    // What was typed comes back from the parent a moment later, when there may be more of it already.
    if (props.value === current.current || typed.current.includes(props.value)) return;
    typed.current = [];
    current.current = props.value;
    before.current = props.value;
    setText(props.value);
    code.current?.setValue(props.value);
  }, [props.value]);

  const wanted = state !== 'plain';
  useEffect(() => {
    if (!wanted) return;
    let gone = false;
    const timer = setTimeout(
      async () => {
        const { look } = await import('./insight.ts');
        const found = await look(text, {
          kind,
          before: before.current,
          picture: picture.current,
          subject,
          t,
          locale,
        });
        if (gone) return;
        told.current = found;
        setInsight(found);
        code.current?.setFindings(found.findings);
      },
      insight ? PAUSE : 0,
    );
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [text, wanted, state, kind, JSON.stringify(subject), locale]);

  useEffect(
    () => () => {
      code.current?.destroy();
      code.current = undefined;
    },
    [],
  );

  // Only what is shown takes the focus.
  useLayoutEffect(() => {
    if (state === 'code' && hadFocus.current) code.current?.focus();
    hadFocus.current = false;
  }, [state]);

  async function enrich(): Promise<void> {
    if (state !== 'plain') return;
    setState('loading');
    try {
      const [{ mountCode }, { suggest }, pictured] = await Promise.all([
        import('./code.ts'),
        import('./complete.ts'),
        account ? account().catch(() => null) : null,
        import('./insight.ts'),
      ]);
      if (!place.current || !area.current) return;
      picture.current = pictured;
      const had = document.activeElement === area.current;
      const { selectionStart, selectionEnd } = area.current;
      code.current = mountCode(place.current, {
        value: current.current,
        label,
        readOnly,
        selection: { anchor: selectionStart, head: selectionEnd },
        onChange: change,
        onFormat: () => void tidy(),
        suggest: (content, offset) =>
          suggest(content, offset, { kind: latest.current.kind, picture: picture.current }),
        fixLabel,
        onFix: mend,
      });
      setState('code');
      hadFocus.current = had;
      latest.current.onReady?.(code.current);
      if (told.current) code.current.setFindings(told.current.findings);
    } catch {
      setState('failed');
    }
  }

  function fixLabel({ fix }: Told): string {
    if (!fix) return '';
    const name = `fix${fix.code.charAt(0).toUpperCase()}${fix.code.slice(1)}` as 'fixVersion';
    return t(name, fix.params);
  }

  function mend(finding: Told): void {
    if (!finding.fix || latest.current.readOnly) return;
    put(finding.fix.text);
    setSaid(t('fixed', { what: fixLabel(finding) }));
    code.current?.focus();
  }

  async function tidy(): Promise<void> {
    const { format } = await import('./format.ts');
    const tidied = format(current.current);
    if (tidied !== null) put(tidied);
    setSaid(t(tidied === null ? 'notJson' : 'formatted'));
  }

  function goTo({ line, column }: Told): void {
    if (code.current) {
      code.current.goTo(line, column);
      return;
    }
    const field = area.current;
    if (!field) return;
    const at =
      current.current
        .split('\n')
        .slice(0, line - 1)
        .join('\n').length +
      (line > 1 ? 1 : 0) +
      column -
      1;
    field.focus();
    field.setSelectionRange(at, at);
  }

  return (
    <div class="policy-editor">
      <div class="policy-editor-field">
        <textarea
          ref={area}
          aria-label={label}
          aria-describedby={`${id}-findings`}
          hidden={state === 'code'}
          readOnly={readOnly}
          spellcheck={false}
          rows={14}
          value={text}
          onFocus={() => void enrich()}
          onInput={({ currentTarget }) => change(currentTarget.value)}
        />
        <div ref={place} class="policy-editor-code" hidden={state !== 'code'} />
      </div>
      <div class="policy-editor-bar">
        {!readOnly && (
          <button type="button" class="link" onClick={() => void tidy()}>
            {t('format')}
          </button>
        )}
        <span class="soft" role="status">
          {state === 'loading' ? t('loading') : state === 'failed' ? t('plain') : said}
        </span>
      </div>
      <div id={`${id}-findings`}>
        {insight && (
          <Findings
            findings={insight.findings}
            readOnly={readOnly}
            fixLabel={fixLabel}
            onFix={mend}
            onGo={goTo}
            t={t}
          />
        )}
      </div>
      {insight && telling && <Reading insight={insight} t={t} locale={locale} />}
    </div>
  );
}
