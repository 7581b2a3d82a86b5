// Amazon EC2, a chunk of its own: enough to try permissions on.
import schemas from '../../../data/tables/schemas-ec2.json' with { type: 'json' };
import { ec2 as dialect } from '../../wire/protocol.ts';
import type { ServiceSchemas } from '../../wire/schema.ts';
import { toBase64 } from '../../wire/schema.ts';
import { fail } from '../errors.ts';
import type { LoadedService } from '../registry.ts';
import { instances } from './instances.ts';

/** What sts:DecodeAuthorizationMessage unpacks again. */
function encoded(message: string): string {
  const text = JSON.stringify({ allowed: false, explicitDeny: message.includes('explicit deny'), message });
  return toBase64(new TextEncoder().encode(text)).replaceAll('+', '-').replaceAll('/', '_');
}

export const ec2: LoadedService = {
  dialect,
  service: {
    name: 'ec2',
    source: 'ec2.amazonaws.com',
    prefix: 'ec2',
    protocol: 'ec2',
    version: '2016-11-15',
    namespace: 'http://ec2.amazonaws.com/doc/2016-11-15/',
    global: false,
    schemas: schemas as unknown as ServiceSchemas,
    // EC2 names what is wrong itself, with codes of its own.
    limits: { rules: [], structures: {} },
    refuse([first = '']) {
      const member = /at '(.*?)' failed/.exec(first)?.[1]?.split('.').at(-1) ?? '';
      const name = member.charAt(0).toUpperCase() + member.slice(1);
      // «Error codes for the Amazon EC2 API»; which name AWS gives a list here is unverified.
      return fail('MissingParameter', `The request must contain the parameter ${name}`);
    },
    operations: instances,
    wording: (message) =>
      `You are not authorized to perform this operation. ${message}. Encoded authorization failure message: ${encoded(message)}`,
  },
};
