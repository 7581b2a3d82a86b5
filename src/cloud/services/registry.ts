// The services there are. IAM and STS are always at hand; the others are fetched when a request first names them.
import type { Dialect } from '../wire/protocol.ts';
import { ec2, json, query } from '../wire/protocol.ts';
import { iam } from './iam/iam.ts';
import type { Service } from './service.ts';
import { sts } from './sts/sts.ts';

export interface LoadedService {
  service: Service;
  dialect: Dialect;
}

const loaded: Record<string, LoadedService> = {
  iam: { service: iam, dialect: query },
  sts: { service: sts, dialect: query },
};

/** Each a chunk of its own in the page. */
const loaders: Record<string, () => Promise<LoadedService>> = {};

void ec2;
void json;

/** The service at hand, a promise of it, or undefined when there is none of the name. */
export function findService(name: string): LoadedService | Promise<LoadedService> | undefined {
  if (Object.hasOwn(loaded, name)) return loaded[name];
  if (!Object.hasOwn(loaders, name)) return undefined;
  return (loaders[name] as () => Promise<LoadedService>)().then((service) => {
    loaded[name] = service;
    return service;
  });
}

/** Service → operations the account simulates; everything else answers NotImplemented or InvalidAction. */
export const simulated: Readonly<Record<string, readonly string[]>> = {
  iam: Object.keys(iam.operations),
  sts: Object.keys(sts.operations),
};
