// AWS Account Management, a chunk of its own: what of the account itself IAM permissions are enough for. What only root
// may do has no API and is in portal. Tests: test/cloud/account.test.ts
import limits from '../../../data/tables/limits-account.json' with { type: 'json' };
import schemas from '../../../data/tables/schemas-account.json' with { type: 'json' };
import type { Limits } from '../../wire/limits.ts';
import { restJson } from '../../wire/rest-json.ts';
import type { ServiceSchemas } from '../../wire/schema.ts';
import type { LoadedService } from '../registry.ts';
import { contacts } from './contacts.ts';
import { details } from './details.ts';
import { optIn } from './opt-in.ts';

export const account: LoadedService = {
  dialect: restJson,
  service: {
    name: 'account',
    source: 'account.amazonaws.com',
    prefix: 'account',
    protocol: 'rest-json',
    version: '2021-02-01',
    namespace: '',
    global: true,
    schemas: schemas as unknown as ServiceSchemas,
    limits: limits as unknown as Limits,
    operations: { ...details, ...contacts, ...optIn },
  },
};
