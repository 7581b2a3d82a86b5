// Signing in to the console, a chunk of its own. SignIn is not signed: what it carries says who is calling.
// Tests: test/cloud/signin.test.ts
import { json } from '../../wire/protocol.ts';
import type { LoadedService } from '../registry.ts';
import { limits, schemas } from './model.ts';
import { sessions } from './sessions.ts';
import { signIn } from './sign-in.ts';

export const signin: LoadedService = {
  dialect: json,
  service: {
    name: 'signin',
    source: 'signin.amazonaws.com',
    prefix: 'signin',
    protocol: 'json',
    version: '1',
    namespace: '',
    targetPrefix: 'Signin',
    global: true,
    unsigned: true,
    forClosedAccounts: true,
    schemas,
    limits,
    operations: { SignIn: signIn, ...sessions },
  },
};
