// Before the browser tests: the site is built once, not by each of the files that run side by side.
import { buildIfChanged } from '../../scripts/build.ts';

export default function setup(): void {
  if (!buildIfChanged()) throw new Error('The site could not be built: see above.');
}
