// Amazon SQS, a chunk of its own: queues and messages, enough to try policies on. Not there: dead-letter queues' moves.
// Tests: test/cloud/sqs.test.ts
import limits from '../../../data/tables/limits-sqs.json' with { type: 'json' };
import schemas from '../../../data/tables/schemas-sqs.json' with { type: 'json' };
import { jsonQuery } from '../../wire/json-query.ts';
import type { Limits } from '../../wire/limits.ts';
import { withoutRules } from '../../wire/limits.ts';
import type { ServiceSchemas } from '../../wire/schema.ts';
import type { LoadedService } from '../registry.ts';
import { attributes } from './attributes.ts';
import { messages } from './messages.ts';
import { queues } from './queues.ts';

export const sqs: LoadedService = {
  dialect: jsonQuery,
  service: {
    name: 'sqs',
    source: 'sqs.amazonaws.com',
    prefix: 'sqs',
    protocol: 'json',
    version: '2012-11-05',
    namespace: '',
    targetPrefix: 'AmazonSQS',
    jsonVersion: '1.0',
    global: false,
    schemas: schemas as unknown as ServiceSchemas,
    limits: withoutRules(limits as unknown as Limits, { GetQueueAttributesRequest: ['AttributeNames'] }),
    operations: { ...queues, ...attributes, ...messages },
  },
};
