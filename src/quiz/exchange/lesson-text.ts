// A lesson's text out of its page, for a package that stands alone: elements that say something, without scripts,
// styles, events, drawings that need this site, and addresses that lead nowhere. Browser only. Test: test/browser/review.

const KEPT = new Set(
  'P H2 H3 H4 UL OL LI DL DT DD TABLE THEAD TBODY TR TH TD CAPTION STRONG B EM I CODE PRE BLOCKQUOTE BR HR ABBR SUP SUB SMALL FIGCAPTION'.split(
    ' ',
  ),
);
/** Their text says nothing without the element. */
const DROPPED = new Set(
  'SCRIPT STYLE TEMPLATE NOSCRIPT SVG BUTTON INPUT SELECT FORM DIALOG IFRAME OBJECT'.split(' '),
);

/** @param page the whole HTML of a lesson's page */
export function lessonText(page: string): string {
  // Parsed, not shown: nothing in it runs.
  const prose = new DOMParser().parseFromString(page, 'text/html').querySelector('.prose');
  return prose ? [...prose.childNodes].map(keep).join('') : '';
}

function keep(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return escaped(node.textContent ?? '');
  if (!(node instanceof Element)) return '';
  const name = node.tagName.toUpperCase();
  if (DROPPED.has(name) || node.hasAttribute('hidden')) return '';
  const inner = [...node.childNodes].map(keep).join('');
  if (!KEPT.has(name)) return inner;
  const tag = name.toLowerCase();
  return tag === 'br' || tag === 'hr' ? `<${tag}>` : `<${tag}>${inner}</${tag}>`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
