import type { Messages } from '../../strings/index.ts';

export const organizationLabels = {} as const satisfies Messages;
