// AWS CloudTrail, a chunk of its own.
import limits from '../../../data/tables/limits-cloudtrail.json' with { type: 'json' };
import schemas from '../../../data/tables/schemas-cloudtrail.json' with { type: 'json' };
import type { Limits } from '../../wire/limits.ts';
import { withoutRules } from '../../wire/limits.ts';
import { json } from '../../wire/protocol.ts';
import type { ServiceSchemas } from '../../wire/schema.ts';
import type { LoadedService } from '../registry.ts';
import { events } from './events.ts';
import { trails } from './trails.ts';

export const cloudtrail: LoadedService = {
  dialect: json,
  service: {
    name: 'cloudtrail',
    source: 'cloudtrail.amazonaws.com',
    prefix: 'cloudtrail',
    protocol: 'json',
    version: '2013-11-01',
    namespace: '',
    targetPrefix: 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101',
    global: false,
    schemas: schemas as unknown as ServiceSchemas,
    limits: withoutRules(limits as unknown as Limits, {
      LookupEventsRequest: ['EventCategory', 'MaxResults'],
      CreateTrailRequest: ['TagsList'],
    }),
    operations: { ...events, ...trails },
  },
};
