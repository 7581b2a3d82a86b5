// The report form: filled in with the page it is about (in the address's fragment), copied, saved or carried over.
import { datedName, download } from './download.ts';

export function reportForm(): void {
  const form = document.querySelector<HTMLFormElement>('[data-report]');
  const where = form?.elements.namedItem('where') as HTMLInputElement | null;
  const what = form?.elements.namedItem('what') as HTMLTextAreaElement | null;
  if (!form || !where || !what) return;
  where.value = decodeURIComponent(location.hash.slice(1));
  const report = (): string => `${where.value}\n\n${what.value}\n\n${navigator.userAgent}\n`;
  form.addEventListener('submit', (event) => event.preventDefault());
  form.querySelector('[data-copy]')?.addEventListener('click', async () => {
    const said = form.querySelector<HTMLElement>('[data-copied]');
    try {
      await navigator.clipboard.writeText(report());
      if (said) said.textContent = said.dataset.copied ?? '';
    } catch {
      // Refused, or plain http: the text is selected, to be copied by hand.
      what.select();
    }
  });
  form.querySelector('[data-save]')?.addEventListener('click', () => {
    download(datedName('rootless-report', 'txt'), report(), 'text/plain');
  });
  form.querySelector<HTMLAnchorElement>('[data-open]')?.addEventListener('click', (event) => {
    const address = new URL(form.dataset.report ?? '', location.href);
    address.searchParams.set('title', where.value);
    address.searchParams.set('body', report());
    (event.currentTarget as HTMLAnchorElement).href = address.href;
  });
}
