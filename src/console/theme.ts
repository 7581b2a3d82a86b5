// Cloudscape's dark mode follows the page's: whatever decides `color-scheme` on <html> (the visitor's system, or the
// site's switch) decides here too. The class is what Cloudscape's own `applyMode` sets; its package would bring more.

const DARK = ['awsui-polaris-dark-mode', 'awsui-dark-mode'];

function pageIsDark(): boolean {
  const scheme = getComputedStyle(document.documentElement).colorScheme;
  const dark = scheme.includes('dark');
  const light = scheme.includes('light');
  if (dark !== light) return dark;
  return matchMedia('(prefers-color-scheme: dark)').matches;
}

/**
 * Keeps Cloudscape in the page's mode; returns a function that stops it. The class stands on <body>, where Cloudscape
 * defines its tokens: those that refer to others would keep the light values if only an element inside were dark.
 */
export function followTheme(): () => void {
  const element = document.body;
  const apply = (): void => {
    const dark = pageIsDark();
    for (const name of DARK) element.classList.toggle(name, dark);
  };
  const media = matchMedia('(prefers-color-scheme: dark)');
  const observer = new MutationObserver(apply);
  media.addEventListener('change', apply);
  observer.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-theme', 'class', 'style'],
  });
  apply();
  return () => {
    media.removeEventListener('change', apply);
    observer.disconnect();
    element.classList.remove(...DARK);
  };
}
