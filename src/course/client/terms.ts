// Definitions open on hover and focus, beside their word. They are native popovers: Escape and a click elsewhere close
// them, and without this script a click opens them in the middle of the window.

export function openTerms(root: ParentNode = document): void {
  for (const word of root.querySelectorAll<HTMLButtonElement>('.term')) {
    const definition = word.popoverTargetElement;
    if (!(definition instanceof HTMLElement)) continue;
    let closing = 0;
    // Hovering has opened it when a click arrives: the click must not close it again.
    word.popoverTargetAction = 'show';
    const open = (): void => {
      clearTimeout(closing);
      if (!definition.matches(':popover-open')) definition.showPopover();
    };
    // A moment of grace, so that the pointer can move from the word onto its definition.
    const close = (): void => {
      closing = window.setTimeout(() => {
        if (document.activeElement !== word) definition.hidePopover();
      }, 200);
    };
    definition.addEventListener('toggle', (event) => {
      if ((event as ToggleEvent).newState === 'open') place(word, definition);
    });
    for (const element of [word, definition]) {
      element.addEventListener('pointerenter', (event) => event.pointerType === 'mouse' && open());
      element.addEventListener('pointerleave', (event) => event.pointerType === 'mouse' && close());
    }
    word.addEventListener('focus', () => word.matches(':focus-visible') && open());
    word.addEventListener('blur', () => definition.hidePopover());
  }
}

/** Below the word, or above where there is no room; within the window. */
function place(word: HTMLElement, definition: HTMLElement): void {
  const line = word.getClientRects()[0] ?? word.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = definition;
  const gap = 8;
  const left = Math.max(gap, Math.min(line.left, document.documentElement.clientWidth - width - gap));
  const below = line.bottom + 6;
  const top = below + height > window.innerHeight ? line.top - height - 6 : below;
  definition.style.margin = '0';
  definition.style.inset = `${Math.max(gap, top)}px auto auto ${left}px`;
}
