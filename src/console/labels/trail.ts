import type { Messages } from '../../strings/index.ts';

export const trailLabels = {} as const satisfies Messages;
