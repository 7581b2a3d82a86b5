// The instance metadata service: how software on an EC2 instance gets the credentials of its role (EC2 user guide,
// «Use the Instance Metadata Service»). On AWS it answers at 169.254.169.254 inside the instance; here under
// /_rootless/instances/ID/latest/…, and under /latest/… as long as only one instance runs. Version 2 only: every reading
// needs a token, as for instances of today's images. A chunk of its own. Tests: test/cloud/instance-metadata.test.ts
import type { Dialect } from '../../wire/protocol.ts';
import { respond } from '../../wire/protocol.ts';
import { fail } from '../errors.ts';
import type { LoadedService } from '../registry.ts';
import { metadata } from './metadata.ts';

const prefix = /^\/_rootless\/instances\/([^/]+)(?=\/)/;

const reasons: Record<string, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  404: 'Not Found',
  405: 'Method Not Allowed',
};

/** Paths and plain texts. */
const plain: Dialect = {
  read(_service, request) {
    const { pathname } = new URL(request.url);
    const instance = prefix.exec(pathname)?.[1];
    const path = pathname.replace(prefix, '').replace(/^\/latest\//, '');
    const isToken = path.replace(/\/$/, '') === 'api/token';
    if (isToken !== (request.method === 'PUT')) fail('MethodNotAllowed', '', { status: 405 });
    return {
      operation: isToken ? 'GetToken' : 'GetMetadata',
      input: () => ({
        ...(instance === undefined ? {} : { InstanceId: decodeURIComponent(instance) }),
        ...(isToken ? {} : { Path: path }),
      }),
    };
  },
  answer(_service, _operation, output, requestId) {
    const { Content: text, Type: type = 'text/plain' } = output as { Content: string; Type?: string };
    return respond(200, type, text, requestId);
  },
  error(_service, error, status, requestId) {
    const told = [`${status} - ${reasons[status] ?? error.code}`, error.message].filter(Boolean).join('\n');
    return respond(status, 'text/plain', `${told}\n`, requestId);
  },
};

export const imds: LoadedService = {
  dialect: plain,
  service: {
    name: 'imds',
    source: 'imds.amazonaws.com',
    prefix: 'imds',
    protocol: 'rest-json',
    version: 'latest',
    namespace: '',
    unsigned: true,
    global: false,
    schemas: {
      operations: {
        GetToken: { in: 'GetTokenRequest', out: 'Text' },
        GetMetadata: { in: 'GetMetadataRequest', out: 'Text' },
      },
      structures: {
        GetTokenRequest: { required: 0, members: { InstanceId: 's' } },
        GetMetadataRequest: { required: 0, members: { InstanceId: 's', Path: 's' } },
        // Tokens and credentials stand in it.
        Text: { required: 1, members: { Content: { type: 's', sensitive: 1 }, Type: 's' } },
      },
      errors: {},
    },
    limits: { rules: [], structures: {} },
    operations: metadata,
  },
};
