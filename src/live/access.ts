// The way to an account that stands open: what SDK clients are made with, and who they work as. No secret is in it: the
// credentials are a function that asks the vault. Types only.
import type { SendOperation } from '../checkup/index.ts';
import type { ClientConfig } from '../console/index.ts';

export interface Access {
  config: ClientConfig;
  /** The checkup's own sender over the same clients. */
  send: SendOperation;
  /** Twelve digits. */
  account: string;
  /** Of GetCallerIdentity. */
  arn: string;
  name: string;
  /** Whether this way lets changes through at all: the relay only with --allow-writes. */
  mayWrite: boolean;
}
