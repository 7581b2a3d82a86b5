// Says aloud what a drawing shows after a switch was moved; the picture itself is CSS. Every `.result` that can be seen
// is said, of the part with `data-part` where the switch stands in one. Tests: test/browser/drawings.test.ts.
export function announceDrawings(): void {
  for (const figure of document.querySelectorAll<HTMLElement>('.drawing:not([data-heard])')) {
    figure.dataset.heard = '';
    figure.addEventListener('change', ({ target }) => {
      const part = (target as Element).closest('[data-part]') ?? figure;
      const shown = [...part.querySelectorAll<HTMLElement>('.result')].filter((one) =>
        one.checkVisibility({ visibilityProperty: true }),
      );
      const said = figure.querySelector('[data-said]');
      if (said) said.textContent = shown.map((one) => one.textContent?.trim().replace(/\s+/g, ' ')).join(' ');
    });
  }
}
