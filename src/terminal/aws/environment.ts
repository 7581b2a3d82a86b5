// What the aws command needs of the world around it: variables, files, the account's door, somebody to ask.
// The shell gives it (src/terminal/shell); tests give their own. Types, and reading paths.
import type { Credentials, HttpRequest, HttpResponse } from '../../practice/index.ts';

export interface FileInfo {
  directory: boolean;
  size: number;
  /** Milliseconds since 1970. */
  modified: number;
}

/** Paths are absolute. */
export interface Files {
  /** Undefined where there is no such file. */
  info(path: string): Promise<FileInfo | undefined>;
  /** @throws where it cannot be read */
  read(path: string): Promise<Uint8Array>;
  /** Makes the folders above it. */
  write(path: string, contents: Uint8Array): Promise<void>;
  list(path: string): Promise<string[]>;
  remove(path: string): Promise<void>;
}

export interface Environment {
  /** Which AWS CLI to print like. */
  version: 1 | 2;
  /** The exported variables. */
  env: Readonly<Record<string, string>>;
  cwd: string;
  files: Files;
  stdin: Uint8Array;
  /** The account's one door. */
  send(request: HttpRequest): Promise<HttpResponse>;
  /** Credentials of who is signed in, where no others are set: what a console's own shell gives one. */
  signedIn(): Promise<Credentials | undefined>;
  /** Credentials of a profile that no file names; undefined where there is none. */
  profile?(name: string): Promise<Credentials | undefined>;
  /** The real time, which signatures are made with: milliseconds since 1970. */
  wall(): number;
  /** How wide the terminal is, in characters. */
  columns: number;
  /** Rejects when the command is stopped. */
  sleep(milliseconds: number): Promise<void>;
  /** Asks who types; undefined when nobody answers. */
  ask(question: string): Promise<string | undefined>;
}

export interface Outcome {
  stdout: string | Uint8Array;
  stderr: string;
  exitCode: number;
}

/** ~ and $NAME filled in, and made absolute, as the AWS CLI reads paths. */
export function resolvePath({ env, cwd }: Pick<Environment, 'env' | 'cwd'>, path: string): string {
  const home = env.HOME ?? '/';
  const expanded = path
    .replace(/^~(?=\/|$)/, home)
    .replace(/\$(\w+)|\$\{(\w+)\}/g, (whole, a?: string, b?: string) => env[a ?? b ?? ''] ?? whole);
  const parts: string[] = [];
  for (const part of (expanded.startsWith('/') ? expanded : `${cwd}/${expanded}`).split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return `/${parts.join('/')}`;
}
