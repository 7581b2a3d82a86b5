// Which errors each operation declares, as the SDK's own types tell it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simulated } from '../../../src/cloud/index.ts';

/** «operation error» of every simulated operation, sorted; without the service's base class. */
export function declaredExceptions(service: string): string[] {
  const folder = join(
    import.meta.dirname,
    `../../../node_modules/@aws-sdk/client-${service}/dist-types/commands`,
  );
  return readdirSync(folder)
    .filter((file) => file.endsWith('Command.d.ts'))
    .flatMap((file) => {
      const operation = file.replace('Command.d.ts', '');
      if (!simulated[service]?.includes(operation)) return [];
      const text = readFileSync(join(folder, file), 'utf8');
      return [...text.matchAll(/@throws \{@link (\w+)\}/g)]
        .map(([, name]) => name as string)
        .filter((name) => name.toLowerCase() !== `${service}serviceexception`)
        .map((name) => `${operation} ${name}`);
    })
    .sort();
}

/** The same of IAM and STS, whose exceptions are all called so. */
export function declaredErrors(service: 'iam' | 'sts'): string[] {
  return declaredExceptions(service).map((pair) => pair.replace(/Exception$/, ''));
}
