// CodeMirror around a policy's text, in a shadow root: there its styles are adopted sheets, which the page's security
// policy allows; in the document they would be inline and blocked (facts of the stack). In a chunk of its own.
// Tests: test/browser/workspace.test.ts
import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  startCompletion,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { Suggestion, Suggestions } from './complete.ts';
import type { Told } from './insight.ts';
import { endOfValue } from './place.ts';

export interface CodeOptions {
  value: string;
  label: string;
  readOnly: boolean;
  selection: { anchor: number; head: number } | undefined;
  onChange: (value: string) => void;
  onFormat: () => void;
  suggest: (text: string, offset: number) => Promise<Suggestions | null>;
  fixLabel: (finding: Told) => string;
  onFix: (finding: Told) => void;
}

export interface Code {
  setValue(value: string): void;
  setFindings(findings: readonly Told[]): void;
  goTo(line: number, column: number): void;
  focus(): void;
  destroy(): void;
}

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--accent)' },
  { tag: tags.string, color: 'var(--ink)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--root)' },
  { tag: tags.invalid, color: 'var(--deny)' },
]);

/** The site's tokens come through into the shadow root; theirs are light and dark at once. */
const look = EditorView.theme({
  '&': {
    backgroundColor: 'var(--surface)',
    color: 'var(--ink)',
    fontSize: '0.88rem',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--round-small)',
    maxHeight: 'var(--editor-height, 26rem)',
    minHeight: '9rem',
  },
  '&.cm-focused': { outline: '3px solid var(--accent)', outlineOffset: '1px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.55', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--ink)', padding: '0.5rem 0' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': {
    backgroundColor: 'var(--sunken)',
    color: 'var(--ink-soft)',
    borderRight: '1px solid var(--line)',
  },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--accent) 6%, transparent)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 28%, transparent)',
  },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--accent-soft)',
    outline: '1px solid var(--accent)',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--surface)',
    color: 'var(--ink)',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--round-small)',
    maxWidth: 'min(34rem, 90vw)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', maxHeight: '16rem' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--accent)',
    color: 'var(--on-accent)',
  },
  '.cm-completionDetail': { fontStyle: 'normal', opacity: '0.85', marginLeft: '1em' },
  '.cm-diagnostic': { padding: '0.4rem 0.7rem', fontFamily: 'var(--sans)' },
  '.cm-diagnosticAction': {
    backgroundColor: 'var(--accent)',
    color: 'var(--on-accent)',
    borderRadius: '999px',
    padding: '0.15rem 0.7rem',
  },
  '.cm-panels': { backgroundColor: 'var(--sunken)', color: 'var(--ink)' },
  '.cm-panels input, .cm-panels button': {
    backgroundColor: 'var(--surface)',
    color: 'var(--ink)',
    backgroundImage: 'none',
  },
  '.cm-specialChar': { color: 'var(--deny)' },
});

const types: Readonly<Record<Suggestion['kind'], string>> = {
  element: 'property',
  value: 'constant',
  service: 'namespace',
  action: 'function',
  resource: 'text',
  operator: 'keyword',
  key: 'variable',
};

/** Longer lists are cut until more is typed: the menu stays quick. */
const MAX_OPTIONS = 600;

export function mountCode(place: HTMLElement, options: CodeOptions): Code {
  const root = place.shadowRoot ?? place.attachShadow({ mode: 'open' });
  const parent = document.createElement('div');
  root.append(parent);
  let silent = false;
  const view = new EditorView({
    root,
    parent,
    state: EditorState.create({
      doc: options.value,
      ...(options.selection ? { selection: options.selection } : {}),
      extensions: [
        lineNumbers(),
        lintGutter(),
        highlightSpecialChars(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        highlightActiveLine(),
        highlightSelectionMatches(),
        json(),
        syntaxHighlighting(colours),
        look,
        EditorView.lineWrapping,
        EditorState.readOnly.of(options.readOnly),
        EditorView.contentAttributes.of({
          'aria-label': options.label,
          spellcheck: 'false',
          tabindex: '0',
          autocorrect: 'off',
          autocapitalize: 'off',
          translate: 'no',
          ...(options.readOnly ? { 'aria-readonly': 'true' } : {}),
        }),
        autocompletion({ override: [source(options.suggest)], icons: false, maxRenderedOptions: 60 }),
        // Tab goes on to the next control, as everywhere on a page.
        keymap.of([
          {
            key: 'Alt-Shift-f',
            run: () => {
              options.onFormat();
              return true;
            },
          },
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...defaultKeymap,
          ...historyKeymap,
          ...searchKeymap,
        ]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !silent) options.onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    setValue(value) {
      if (value === view.state.doc.toString()) return;
      silent = true;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value } });
      silent = false;
    },
    setFindings(findings) {
      view.dispatch(
        setDiagnostics(
          view.state,
          findings.map((finding) => diagnostic(view, finding, options)),
        ),
      );
    },
    goTo(line, column) {
      const { from, to } = view.state.doc.line(Math.min(line, view.state.doc.lines));
      const at = Math.min(from + column - 1, to);
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
      view.focus();
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}

function diagnostic(view: EditorView, finding: Told, options: CodeOptions): Diagnostic {
  const { doc } = view.state;
  const line = doc.line(Math.min(finding.line, doc.lines));
  const from = Math.min(line.from + finding.column - 1, doc.length);
  // A statement is marked by its first line.
  const to = Math.max(from, Math.min(endOfValue(doc.toString(), from), line.to));
  return {
    from,
    to,
    severity: finding.severity === 'error' ? 'error' : finding.severity === 'suggestion' ? 'info' : 'warning',
    message: `${finding.message} ${finding.hint}`,
    ...(finding.fix
      ? { actions: [{ name: options.fixLabel(finding), apply: () => options.onFix(finding) }] }
      : {}),
  };
}

function source(suggest: CodeOptions['suggest']) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const found = await suggest(context.state.doc.toString(), context.pos);
    if (!found || context.aborted) return null;
    const { place, list } = found;
    if (!context.explicit && !place.quoted && place.typed === '') return null;
    const typed = place.typed.toLowerCase();
    const fitting = list.filter(({ text }) => text.toLowerCase().includes(typed));
    return {
      from: place.from,
      to: place.to,
      filter: list.length <= MAX_OPTIONS,
      options: (list.length <= MAX_OPTIONS ? list : fitting.slice(0, MAX_OPTIONS)).map(
        (one): Completion => ({
          label: one.text,
          type: types[one.kind],
          ...(one.detail === undefined ? {} : { detail: one.detail }),
          apply: (view, _completion, from, to) => {
            // Without quotes around the cursor they are put in too.
            const insert = place.quoted ? one.text : `"${one.text}"`;
            const end = from + insert.length - (place.quoted || one.kind !== 'service' ? 0 : 1);
            view.dispatch({ changes: { from, to, insert }, selection: { anchor: end } });
            if (one.kind === 'service' && one.text.endsWith(':')) startCompletion(view);
          },
        }),
      ),
      // Another service is another list, also when somebody types faster than it was found.
      validFor: (text) =>
        list.length <= MAX_OPTIONS &&
        /^[\w:*./${}@+=,-]*$/.test(text) &&
        serviceOf(text) === serviceOf(place.typed),
    };
  };
}

/** What stands before the first colon; none as long as there is no colon. */
function serviceOf(text: string): string {
  return text.slice(0, Math.max(0, text.indexOf(':')));
}
