// The search dialog, loaded when it is first opened. Pagefind (the index is made by src/course/build/search-index.ts)
// finds; what it finds is shown by us, as text: its excerpts are HTML, of which only the marks are taken over.
// Tests: test/browser/search.test.ts.
import './search.css';
import { type Messages, translator } from '../../strings/index.ts';

/** What we use of Pagefind's answer, https://pagefind.app/docs/api-reference/ */
interface Page {
  url: string;
  meta: { title?: string };
  sub_results: readonly { title: string; url: string; excerpt: string }[];
}
interface Pagefind {
  options(options: { baseUrl?: string; excerptLength?: number }): Promise<void>;
  debouncedSearch(
    text: string,
    options?: object,
    wait?: number,
  ): Promise<{ results: readonly { data(): Promise<Page> }[] } | null>;
}

const MOST = 8;

export interface SearchOptions {
  /** The site's root, `/` or a sub-path. */
  base: string;
  messages: Messages;
  locale: string;
}

let dialog: HTMLDialogElement | undefined;

/** Opens the dialog, with the focus in its field. */
export function openSearch(options: SearchOptions): void {
  dialog ??= makeDialog(options);
  dialog.showModal();
  dialog.querySelector('input')?.select();
}

function makeDialog({ base, messages, locale }: SearchOptions): HTMLDialogElement {
  const t = translator(messages, locale);
  const made = document.createElement('dialog');
  made.className = 'search';
  made.setAttribute('aria-label', t('search'));
  const form = document.createElement('form');
  form.setAttribute('role', 'search');
  const field = Object.assign(document.createElement('input'), {
    type: 'search',
    autocomplete: 'off',
    placeholder: t('searchFor'),
    maxLength: 200,
  });
  field.setAttribute('aria-label', t('searchFor'));
  const shut = Object.assign(document.createElement('button'), {
    type: 'button',
    textContent: t('searchClose'),
  });
  shut.addEventListener('click', () => made.close());
  form.append(field, shut);
  const said = document.createElement('p');
  said.setAttribute('role', 'status');
  said.textContent = t('searchHelp');
  const list = document.createElement('ol');
  made.append(form, said, list);
  document.body.append(made);

  const links = (): HTMLAnchorElement[] => [...list.querySelectorAll('a')];
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    links()[0]?.click();
  });
  made.addEventListener('keydown', (event) => {
    // A search field would be emptied first.
    if (event.key === 'Escape') made.close();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const stops = [field, ...links()];
    const place = stops.indexOf(document.activeElement as HTMLInputElement);
    stops[(place + step + stops.length) % stops.length]?.focus();
  });
  made.addEventListener('click', (event) => {
    // Outside of it; or a link of it, which may lead to a place on this very page.
    if (event.target === made || (event.target as Element).closest('a')) made.close();
  });

  let loading: Promise<Pagefind> | undefined;
  const load = (): Promise<Pagefind> => {
    loading ??= (async () => {
      const pagefind = (await import(/* @vite-ignore */ `${base}pagefind/pagefind.js`)) as Pagefind;
      await pagefind.options({ baseUrl: base, excerptLength: 24 });
      return pagefind;
    })();
    return loading;
  };
  field.addEventListener('input', async () => {
    const text = field.value.trim();
    if (text === '') {
      list.replaceChildren();
      said.textContent = t('searchHelp');
      return;
    }
    try {
      const answer = await (await load()).debouncedSearch(text, {}, 120);
      // A later key stroke has taken over.
      if (!answer || field.value.trim() !== text) return;
      const pages = await Promise.all(answer.results.slice(0, MOST).map((result) => result.data()));
      if (field.value.trim() !== text) return;
      list.replaceChildren(...pages.map(entry));
      said.textContent = t(answer.results.length > 0 ? 'searchFound' : 'searchNothing', {
        count: answer.results.length,
        text,
      });
    } catch {
      loading = undefined;
      list.replaceChildren();
      said.textContent = t('searchFailed');
    }
  });
  return made;
}

function entry(page: Page): HTMLLIElement {
  const item = document.createElement('li');
  const places = page.sub_results.length > 0 ? page.sub_results : [{ title: '', url: page.url, excerpt: '' }];
  for (const [index, place] of places.slice(0, 3).entries()) {
    const link = document.createElement('a');
    link.href = place.url;
    const title = document.createElement('strong');
    const own = place.title && place.title !== page.meta.title;
    title.textContent = own ? place.title : (page.meta.title ?? place.url);
    link.append(title);
    if (own && index === 0) {
      const of = document.createElement('small');
      of.textContent = page.meta.title ?? '';
      link.append(of);
    }
    const text = document.createElement('span');
    text.append(...marked(place.excerpt));
    link.append(text);
    item.append(link);
  }
  return item;
}

/** The excerpt's text, and its marks; nothing else of its HTML. */
function marked(html: string): Node[] {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  return [...body.childNodes].map((node) => {
    if (node.nodeName !== 'MARK') return document.createTextNode(node.textContent ?? '');
    const mark = document.createElement('mark');
    mark.textContent = node.textContent;
    return mark;
  });
}
