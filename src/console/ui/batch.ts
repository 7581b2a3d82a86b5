// Several requests behind one button, for dialogs that attach or add.
import { useState } from 'preact/hooks';
import { type Failure, toFailure } from '../errors.ts';
import { useSession } from '../session.ts';

/** Several requests behind one button: what was refused is told, the rest is done. */
export function useBatch(): {
  busy: boolean;
  run: (
    items: readonly string[],
    send: (item: string) => Promise<unknown>,
    labels: { header: (count: number) => string; refused: (item: string) => string },
  ) => Promise<void>;
} {
  const session = useSession();
  const [busy, setBusy] = useState(false);
  return {
    busy,
    run: async (items, send, labels) => {
      setBusy(true);
      const failures: { label: string; failure: Failure }[] = [];
      for (const item of items)
        await send(item).catch((error: unknown) =>
          failures.push({ label: labels.refused(item), failure: toFailure(error) }),
        );
      setBusy(false);
      session.changed();
      const count = items.length - failures.length;
      session.flash({
        type: failures.length === 0 ? 'success' : count === 0 ? 'error' : 'warning',
        header: labels.header(count),
        failures,
      });
    },
  };
}
