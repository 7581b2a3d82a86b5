import type { Messages } from '../../strings/index.ts';

export const resourceLabels = {} as const satisfies Messages;
