// The parts of the AWS console that have no public API, a chunk of its own: root's address and password, closing the
// account, passkeys. Our own invention, told as such on the about page. Tests: test/cloud/portal.test.ts
import { json } from '../../wire/protocol.ts';
import type { LoadedService } from '../registry.ts';
import { attempts } from './attempt.ts';
import { closing } from './closing.ts';
import { credentials } from './credentials.ts';
import { identityProvider } from './identity-provider.ts';
import { limits, schemas } from './model.ts';
import { securityKeys } from './security-keys.ts';

export const portal: LoadedService = {
  dialect: json,
  service: {
    name: 'portal',
    source: 'portal.amazonaws.com',
    prefix: 'portal',
    protocol: 'json',
    version: '1',
    namespace: '',
    targetPrefix: 'Portal',
    global: true,
    forClosedAccounts: true,
    schemas,
    limits,
    operations: { ...credentials, ...closing, ...securityKeys, ...attempts, ...identityProvider },
  },
};
