// Between our text (plain, `code` between backticks) and the HTML of other systems' files. What comes in is taken
// apart as text and drawn as text: nothing of it can run. Pure. Tests: test/quiz/exchange/html.

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  laquo: '«',
  raquo: '»',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
  eacute: 'é',
  egrave: 'è',
};

export const escapeXml = (text: string): string =>
  text
    // Characters that XML knows no way to write.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is taken out
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** Our text as HTML, good as XHTML too. */
export const toHtml = (text: string): string =>
  text
    .split('`')
    .map((part, index) => (index % 2 === 1 ? `<code>${escapeXml(part)}</code>` : escapeXml(part)))
    .join('')
    .replaceAll('\n', '<br/>');

/** HTML as our text: tags go, what they hide goes with them, lines and code stay. */
export function fromHtml(html: string): string {
  const text = html
    .replace(/<!--[\s\S]*?(-->|$)/g, '')
    .replace(/<(script|style|iframe|object|template|noscript|svg|math)\b[\s\S]*?(<\/\1\s*>|$)/gi, '')
    .replace(/\s+/g, ' ')
    .replace(/<\/?(code|tt|kbd|samp)\b[^>]*>/gi, '`')
    .replace(/<br\b[^>]*>|<\/(p|div|li|h\d|tr|pre|blockquote)\s*>/gi, '\n')
    .replace(/<[a-z/!?][^>]*(>|$)/gi, '');
  return decodeEntities(text)
    .replace(/``/g, '')
    .replace(/[ \t]*\n[ \t]*/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

export const decodeEntities = (text: string): string =>
  text.replace(/&(#x[\da-f]{1,6}|#\d{1,7}|\w{2,8});/gi, (whole, name: string) => {
    if (name[0] !== '#') return named[name] ?? whole;
    const point = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)
      ? String.fromCodePoint(point)
      : '';
  });

/** Whether HTML holds something that text cannot carry over. */
export const hasPictures = (html: string): boolean =>
  /<(img|video|audio|object|embed|iframe|svg)\b/i.test(html);
