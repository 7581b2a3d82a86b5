// Every word of the practice console, a file for each part. Names of things a learner looks for (buttons, steps, columns,
// file names) are AWS's own, as its documentation shows them today; sentences that explain are ours. A comment
// «unverified» marks names that no public documentation shows word for word: they follow the archived user guide,
// published samples or the neighbouring page, and must not be taught as exact. ./text.ts gives them out by language.
import type { Messages } from '../strings/index.ts';
import { accountLabels } from './labels/account.ts';
import { frameLabels } from './labels/frame.ts';
import { iamLabels } from './labels/iam.ts';
import { organizationLabels } from './labels/organizations.ts';
import { providerLabels } from './labels/providers.ts';
import { resourceLabels } from './labels/resources.ts';
import { trailLabels } from './labels/trail.ts';
import { visualLabels } from './labels/visual.ts';

export const labels = {
  ...iamLabels,
  ...frameLabels,
  ...accountLabels,
  ...providerLabels,
  ...visualLabels,
  ...organizationLabels,
  ...resourceLabels,
  ...trailLabels,
} as const satisfies Messages;
