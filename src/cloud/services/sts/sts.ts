// AWS Security Token Service.
import limits from '../../../data/tables/limits-sts.json' with { type: 'json' };
import schemas from '../../../data/tables/schemas-sts.json' with { type: 'json' };
import type { Limits } from '../../wire/limits.ts';
import type { ServiceSchemas } from '../../wire/schema.ts';
import type { Service } from '../service.ts';
import { identity } from './identity.ts';
import { outbound } from './outbound.ts';
import { roles } from './roles.ts';
import { saml } from './saml.ts';
import { tokens } from './tokens.ts';
import { webIdentity } from './web-identity.ts';

export const sts: Service = {
  name: 'sts',
  source: 'sts.amazonaws.com',
  prefix: 'sts',
  protocol: 'query',
  version: '2011-06-15',
  namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  global: false,
  schemas: schemas as unknown as ServiceSchemas,
  limits: limits as unknown as Limits,
  operations: {
    ...identity,
    ...roles,
    ...webIdentity,
    ...saml,
    ...tokens,
    ...outbound,
  },
};
