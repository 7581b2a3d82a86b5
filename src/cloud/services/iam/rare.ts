// IAM's operations that few accounts need at once: a chunk of their own in the page, fetched with the first call.
import type { Operations } from '../service.ts';
import { lastAccessed } from './last-accessed.ts';
import { organizationReports } from './organization-reports.ts';
import { reports } from './reports.ts';
import { simulation } from './simulation.ts';

export const rare: Operations = { ...reports, ...simulation, ...lastAccessed, ...organizationReports };
