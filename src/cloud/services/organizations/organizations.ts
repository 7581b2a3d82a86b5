// AWS Organizations, a chunk of its own.
import limits from '../../../data/tables/limits-organizations.json' with { type: 'json' };
import schemas from '../../../data/tables/schemas-organizations.json' with { type: 'json' };
import type { Limits } from '../../wire/limits.ts';
import { json } from '../../wire/protocol.ts';
import type { ServiceSchemas } from '../../wire/schema.ts';
import type { LoadedService } from '../registry.ts';
import { accounts } from './accounts.ts';
import { refuseInput } from './input.ts';
import { policies } from './policies.ts';

export const organizations: LoadedService = {
  dialect: json,
  service: {
    name: 'organizations',
    source: 'organizations.amazonaws.com',
    prefix: 'organizations',
    protocol: 'json',
    version: '2016-11-28',
    namespace: '',
    targetPrefix: 'AWSOrganizationsV20161128',
    global: true,
    schemas: schemas as unknown as ServiceSchemas,
    limits: limits as unknown as Limits,
    refuse: refuseInput,
    operations: { ...accounts, ...policies },
  },
};
