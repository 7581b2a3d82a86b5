// Colours in code blocks by classes, because the page's policy forbids inline styles: Shiki's tokens are coloured by
// variables, and each variable becomes a class of the same name (styles: src/styles/base.css).

/** The part of Shiki's transformers that is used here, https://shiki.style/guide/transformers */
interface Element {
  properties: Record<string, unknown>;
}
interface Transformer {
  name: string;
  span(node: Element): void;
  pre(node: Element): void;
}

const VARIABLE = /color:var\(--[\w-]*?token-([\w-]+)\)/;

export const codeColours = (): Transformer => ({
  name: 'code-colours',
  span(node) {
    const [, token] = VARIABLE.exec(String(node.properties.style ?? '')) ?? [];
    node.properties.style = undefined;
    if (token) node.properties.class = `code-${token}`;
  },
  pre(node) {
    node.properties.style = undefined;
  },
});
