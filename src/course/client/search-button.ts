// The search button of the bar and its keys, `/` and Ctrl-K or ⌘K; the dialog itself is loaded when it is asked for.

export function searchButton(): void {
  const button = document.querySelector<HTMLButtonElement>('[data-search]');
  if (!button) return;
  const open = async (): Promise<void> => {
    const { openSearch } = await import('./search.ts');
    openSearch({
      base: button.dataset.base ?? '/',
      messages: JSON.parse(button.dataset.search ?? '{}'),
      locale: document.documentElement.lang,
    });
  };
  button.addEventListener('click', open);
  button.hidden = false;
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented) return;
    const slash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey;
    const chord = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
    // While something is written, or a dialog is open, these keys are theirs.
    const target = event.composedPath()[0] as HTMLElement;
    const writing = target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName ?? '');
    if ((!slash && !chord) || writing || document.querySelector('dialog[open]')) return;
    event.preventDefault();
    void open();
  });
}
