import type { Messages } from '../../strings/index.ts';

export const visualLabels = {} as const satisfies Messages;
