// Amazon S3, a chunk of its own: enough to try permissions on.
import schemas from '../../../data/tables/schemas-s3.json' with { type: 'json' };
import { restXml } from '../../wire/rest-xml.ts';
import type { ServiceSchemas } from '../../wire/schema.ts';
import type { LoadedService } from '../registry.ts';
import { buckets } from './buckets.ts';
import { objects } from './objects.ts';

export const s3: LoadedService = {
  dialect: restXml,
  service: {
    name: 's3',
    source: 's3.amazonaws.com',
    prefix: 's3',
    protocol: 'rest-xml',
    version: '2006-03-01',
    namespace: 'http://s3.amazonaws.com/doc/2006-03-01/',
    global: false,
    schemas: schemas as unknown as ServiceSchemas,
    // S3 names what is wrong itself, with codes of its own.
    limits: { rules: [], structures: {} },
    operations: { ...buckets, ...objects },
    wording: (message, caller) =>
      caller.kind === 'anonymous'
        ? 'Access Denied'
        : message.replace(/on resource: (arn:\S+)/, 'on resource: "$1"'),
  },
};
