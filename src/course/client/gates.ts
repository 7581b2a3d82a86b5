// Says the result of the gates drawing aloud when a switch is moved; the picture itself is CSS.
export function announceGates(): void {
  for (const figure of document.querySelectorAll('.gates'))
    figure.addEventListener('change', () => {
      const shown = [...figure.querySelectorAll<HTMLElement>('.result')].find((one) => one.checkVisibility());
      const said = figure.querySelector('[data-said]');
      if (said) said.textContent = shown?.textContent?.trim() ?? '';
    });
}
