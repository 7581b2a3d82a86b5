// The policy editor: completion, findings with fixes, what a policy gives and what a change of it does. Small itself:
// CodeMirror, the engine and the tables come with the first focus. May import rooms left of it.
//
//   <PolicyEditor value kind label onChange …/>     in Preact
//   mountPolicyEditor(element, options)             anywhere else
//
// Entries by their paths: change.ts, what a text in another one's place does, words.ts, the tables for it, place.ts,
// where a value ends, and strings.ts. Tests: test/editor, test/browser.
import { h, render } from 'preact';
import { PolicyEditor, type PolicyEditorOptions } from './PolicyEditor.tsx';

export type { PolicySubject } from './change.ts';
export { PolicyEditor, type PolicyEditorOptions } from './PolicyEditor.tsx';

export interface PolicyEditorHandle {
  value(): string;
  setValue(text: string): void;
  focus(): void;
  unmount(): void;
}

/** Puts an editor into the element. */
export function mountPolicyEditor(element: HTMLElement, options: PolicyEditorOptions): PolicyEditorHandle {
  let value = options.value;
  let code: { focus(): void } | undefined;
  const draw = (given: string): void =>
    render(
      h(PolicyEditor, {
        ...options,
        value: given,
        onChange: (text) => {
          value = text;
          options.onChange(text);
        },
        onReady: (ready) => {
          code = ready;
          options.onReady?.(ready);
        },
      }),
      element,
    );
  draw(value);
  return {
    value: () => value,
    setValue(text) {
      value = text;
      draw(text);
    },
    focus: () => (code ? code.focus() : element.querySelector('textarea')?.focus()),
    unmount: () => render(null, element),
  };
}
