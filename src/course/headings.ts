// The headings of a lesson's text: `<h2 id="…">`, which MDX does not report itself. Pure.

export interface Heading {
  id: string;
  text: string;
}

export const headingsOf = (body: string): Heading[] =>
  [...body.matchAll(/^<h2 id="([\w-]+)">(.+)<\/h2>$/gm)].map((one) => ({
    id: one[1] ?? '',
    text: one[2] ?? '',
  }));
