// npm start: dependencies, a Node that is new enough, a build where something changed, then site and AWS endpoint.
import { installDependencies } from './dependencies.mjs';
import { run } from './run.mjs';

installDependencies();
run('src/cli/rootless.ts', ['start', ...process.argv.slice(2)]);
