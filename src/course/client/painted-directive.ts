// The client directive `client:painted`, in the form Astro asks for.
import { whenPainted } from './painted.ts';

export default (load: () => Promise<() => Promise<void>>): void => {
  whenPainted(async () => {
    const hydrate = await load();
    await hydrate();
  });
};
