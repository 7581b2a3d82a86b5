// The list of tests: what was passed, and when; the best result where none was.
import { openProgress } from '../../progress/index.ts';
import { type Translate, translator } from '../../strings/index.ts';
import type { en } from '../strings/en.ts';

type T = Translate<(typeof en)['examPage']>;

export async function showExams(): Promise<void> {
  const page = document.querySelector<HTMLElement>('[data-exams]');
  if (!page) return;
  const { lang } = document.documentElement;
  const t: T = translator(JSON.parse(page.dataset.messages ?? '{}'), lang);
  const { exams } = await (await openProgress()).read();
  for (const row of page.querySelectorAll<HTMLElement>('[data-exam]')) {
    const results = exams[row.dataset.exam ?? ''] ?? [];
    const said = row.querySelector('[data-result]');
    if (!said || results.length === 0) continue;
    const passed = results.find((one) => one.passed);
    const best = results.reduce((a, b) => (b.right / b.total > a.right / a.total ? b : a));
    said.textContent =
      passed && row.dataset.exam !== 'placement'
        ? `✓ ${t('passedOn', { date: new Date(passed.at).toLocaleDateString(lang === 'qps' ? 'en' : lang, { dateStyle: 'long' }) })}`
        : t('bestSoFar', { right: best.right, total: best.total });
  }
}
