import type { Messages } from '../../strings/index.ts';

export const providerLabels = {} as const satisfies Messages;
