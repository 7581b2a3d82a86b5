// Which errors each operation declares, as the SDK's own types tell it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simulated } from '../../../src/cloud/index.ts';

/** «operation error» of every simulated operation, sorted. */
export function declaredErrors(service: 'iam' | 'sts'): string[] {
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
      const errors = [...text.matchAll(/@throws \{@link (\w+)Exception\}/g)].map(
        ([, name]) => name as string,
      );
      return errors
        .filter((name) => name !== `${service.toUpperCase()}Service`)
        .map((error) => `${operation} ${error}`);
    })
    .sort();
}
