// Cloudscape's heavier pieces, evaluated one after the other instead of all at once with the first view.

const parts: readonly (() => Promise<unknown>)[] = [
  () => import('@cloudscape-design/components/box'),
  () => import('@cloudscape-design/components/button'),
  () => import('@cloudscape-design/components/container'),
  () => import('@cloudscape-design/components/flashbar'),
];

export async function loadParts(pause: () => Promise<void>): Promise<void> {
  for (const part of parts) {
    await part();
    await pause();
  }
}
