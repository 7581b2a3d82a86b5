// Runs a file of the project with a Node that is new enough: node scripts/run.mjs FILE [ARGUMENT …]
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { installDependencies } from './dependencies.mjs';
import { findNode, root } from './node24.mjs';

/** A class in a room leaves much garbage and little else: V8 would take three times the memory before it looks. */
const smallHeap = ['--max-semi-space-size=4', '--max-old-space-size=512'];

/** Starts a file under Node ≥ 22.18; the child shares the terminal, so Ctrl-C reaches it too. */
export function run(file, args, options = {}) {
  const node = findNode();
  const path = process.env.PATH ?? '';
  const flags = ['--disable-warning=ExperimentalWarning', ...(args[0] === 'classroom' ? smallHeap : [])];
  const child = spawn(node, [...flags, join(root, file), ...args], {
    stdio: 'inherit',
    cwd: options.cwd ?? process.cwd(),
    env: { ...process.env, PATH: `${join(node, '..')}${process.platform === 'win32' ? ';' : ':'}${path}` },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal ? 130 : (code ?? 1)));
}

if (process.argv[1] === join(root, 'scripts', 'run.mjs')) {
  const [file, ...args] = process.argv.slice(2);
  installDependencies();
  run(file, args);
}
