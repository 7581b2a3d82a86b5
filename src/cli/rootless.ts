// The rootless command: npm run -s rootless -- COMMAND. Each command is a file beside this one, loaded when called.

import { enableCompileCache } from 'node:module';

// Start-up is mostly compiling: the second start takes the first one's work.
enableCompileCache();

export interface Command {
  usage: string;
  does: string;
  run: (args: string[]) => Promise<number>;
}

const commands: Readonly<Record<string, Command>> = {
  start: {
    usage: 'start [--port 4321] [--endpoint-port 4566]',
    does: 'builds the site where something changed, serves it, and the AWS endpoint (npm start)',
    run: async (args) => (await import('./start.ts')).startCommand(args),
  },
  serve: {
    usage:
      'serve [--port 4566] [--account ID] [--auth on|off] [--scenario NAME|FILE] [--state FILE] [--seed N] [--now ISO] [--host 127.0.0.1] [--allow-origin ORIGIN]',
    does: 'the AWS endpoint alone, for the AWS CLI, boto3 and Terraform',
    run: async (args) => (await import('./serve.ts')).serveCommand(args),
  },
  decide: {
    usage: 'decide [FILE]',
    does: 'one JSON case a line in, one JSON decision a line out, in order',
    run: async (args) => (await import('./decide.ts')).decideCommand(args),
  },
  shell: {
    usage: "shell [-c 'COMMANDS'] [--scenario NAME] [--seed N] [--now ISO] [--cli 1|2]",
    does: 'the practice terminal: bash and the aws command in an account of their own',
    run: async (args) => (await import('./shell.ts')).shellCommand(args),
  },
  check: {
    usage: 'check',
    does: 'checks all content: schemas, links, every exercise with its solutions and near-misses',
    run: async (args) => (await import('./check.ts')).checkCommand(args),
  },
  classroom: {
    usage:
      'classroom [--port 4321] [--database FILE | postgres://…] [--host 0.0.0.0] [--url https://…] [--lti FILE]',
    does: 'the site with live rooms: a teacher asks, a class answers on its phones',
    run: async (args) => (await import('./classroom.ts')).classroomCommand(args),
  },
  live: {
    usage: 'live [--profile NAME] [--port 4321] [--allow-writes] [--idle MINUTES]',
    does: 'the site with a relay to your own AWS account: it only reads, unless you allow more',
    run: async (args) => (await import('./live.ts')).liveCommand(args),
  },
};

function help(): string {
  const rows = Object.values(commands).map(({ usage, does }) => `  ${usage}\n      ${does}`);
  return `rootless: learn AWS identity in an account you cannot break\n\n${rows.join('\n')}\n`;
}

const [name, ...args] = process.argv.slice(2);
const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
  process.stdout.write(help());
} else if (!command) {
  process.stderr.write(`There is no command «${name}».\n\n${help()}`);
  process.exitCode = 2;
} else {
  try {
    process.exitCode = await command.run(args);
  } catch (error) {
    // A user's mistake has said what went wrong and what to do; a stack would only bury it.
    process.stderr.write(`rootless ${name}: ${error instanceof Error ? error.message : String(error)}\n`);
    if (process.env.ROOTLESS_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
  }
}
