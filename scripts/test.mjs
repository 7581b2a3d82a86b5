// npm test: dependencies, a Node that is new enough, then every check and test (scripts/test.ts).
import { installDependencies } from './dependencies.mjs';
import { run } from './run.mjs';

installDependencies();
run('scripts/test.ts', process.argv.slice(2));
