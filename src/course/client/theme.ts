// The button for light, dark, or as the system has it. The choice is read before the first paint in the page's head.
const key = 'rootless-theme';
const order = ['system', 'light', 'dark'] as const;

export function themeButton(): void {
  const button = document.querySelector<HTMLButtonElement>('.theme');
  if (!button) return;
  const root = document.documentElement;
  const current = (): (typeof order)[number] => {
    const theme = root.dataset.theme;
    return theme === 'light' || theme === 'dark' ? theme : 'system';
  };
  const label = (): void => {
    const text = button.dataset[current()] ?? '';
    button.setAttribute('aria-label', text);
    button.title = text;
  };
  button.addEventListener('click', () => {
    const next = order[(order.indexOf(current()) + 1) % order.length] ?? 'system';
    if (next === 'system') delete root.dataset.theme;
    else root.dataset.theme = next;
    try {
      if (next === 'system') localStorage.removeItem(key);
      else localStorage.setItem(key, next);
    } catch {
      // Storage is refused: the choice holds for this page.
    }
    label();
  });
  label();
  button.hidden = false;
}
