// Fills the practice page: opens the free-play account and the console, side by side in time, and keeps the address
// behind the # in step with the view. Until then, and when it fails, the page says what is happening.
import { type Translate, translator } from '../../strings/index.ts';
import type { en } from '../strings/en.ts';

const CONSOLE = '#/console/';

export async function practicePage(): Promise<void> {
  const page = document.querySelector<HTMLElement>('[data-workspace]');
  const waiting = page?.querySelector<HTMLElement>('[data-waiting]');
  if (!page || !waiting) return;
  const { base = '/', locale = 'en', messages = '{}' } = page.dataset;
  const t: Translate<(typeof en)['practicePage']> = translator(JSON.parse(messages), locale);
  const route = (): string => (location.hash.startsWith(CONSOLE) ? location.hash.slice(CONSOLE.length) : '');
  try {
    const [{ mountConsole }, { openScenarioHost }] = await Promise.all([
      import('../../console/index.ts'),
      import('../../exercise/open.ts'),
    ]);
    const host = await openScenarioHost('small-startup', { base });
    const element = document.createElement('div');
    page.append(element);
    const title = document.title;
    const console = mountConsole(element, {
      host,
      locale,
      route: route(),
      hrefBase: CONSOLE,
      onRoute: (path) => {
        if (route() !== path) history.pushState(null, '', CONSOLE + path);
      },
      onTitle: (view) => {
        document.title = view ? `${view} · ${title}` : title;
      },
    });
    addEventListener('popstate', () => console.navigate(route()));
    waiting.remove();
  } catch (error) {
    const say = (name: string, text: string): void => {
      const element = waiting.querySelector(`[data-${name}]`);
      if (element) element.textContent = text;
    };
    say('status', t('failed'));
    say('more', `${t('failedMore')} (${error instanceof Error ? error.message : String(error)})`);
  }
}
