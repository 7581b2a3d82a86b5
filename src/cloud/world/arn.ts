// Amazon Resource Names: arn:partition:service:region:account:resource.

export interface Arn {
  partition: string;
  service: string;
  region: string;
  account: string;
  resource: string;
}

export function parseArn(text: string): Arn | undefined {
  const parts = text.split(':');
  if (parts.length < 6 || parts[0] !== 'arn') return undefined;
  const [, partition = '', service = '', region = '', account = '', ...resource] = parts;
  return { partition, service, region, account, resource: resource.join(':') };
}

export function iamArn(account: string, resource: string): string {
  return `arn:aws:iam::${account}:${resource}`;
}

/** `type` with a path, as in user/division/anna: paths begin and end with a slash. */
export function pathArn(account: string, type: string, path: string, name: string): string {
  return `arn:aws:iam::${account}:${type}${path}${name}`;
}

export function rootArn(account: string): string {
  return `arn:aws:iam::${account}:root`;
}

/** The last part of a name with a path: role/service-role/x → x. */
export function lastName(resource: string): string {
  return resource.slice(resource.lastIndexOf('/') + 1);
}
