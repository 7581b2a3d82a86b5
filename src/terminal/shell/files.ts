// The shell's files: in memory, mirrored as a plain record so that they outlive a worker and a visit.
// Tests: test/terminal/shell.test.ts.
import type { IFileSystem } from 'just-bash';
import type { Files } from '../aws/environment.ts';

/** A file, or a folder where `bytes` is null. */
export interface KeptFile {
  bytes: Uint8Array | null;
  mode: number;
  /** Milliseconds since 1970. */
  modified: number;
}

/** By absolute path. */
export type KeptFiles = Record<string, KeptFile>;

/** Folders of the shell itself, and devices: nothing in them is a learner's. */
const systemFolders = /^\/(bin|usr|dev|proc|sys|etc)(\/|$)/;

/** How much is kept, of all files together: more would not fit into a browser's storage beside the accounts. */
export const maxKeptBytes = 16 * 1024 * 1024;

export async function keepFiles(fs: IFileSystem): Promise<KeptFiles> {
  const kept: KeptFiles = {};
  for (const path of fs.getAllPaths()) {
    if (path === '/' || systemFolders.test(path)) continue;
    try {
      const info = await fs.lstat(path);
      if (info.isSymbolicLink) continue;
      kept[path] = {
        bytes: info.isDirectory ? null : await fs.readFileBuffer(path),
        mode: info.mode,
        modified: info.mtime.getTime(),
      };
    } catch {
      // A path that is gone by now, or a device.
    }
  }
  return kept;
}

export async function restoreFiles(fs: IFileSystem, kept: KeptFiles): Promise<void> {
  for (const path of Object.keys(kept).sort()) {
    const { bytes, mode, modified } = kept[path] as KeptFile;
    if (bytes === null) await fs.mkdir(path, { recursive: true });
    else {
      await fs.mkdir(path.slice(0, path.lastIndexOf('/')) || '/', { recursive: true });
      await fs.writeFile(path, bytes);
    }
    await fs.chmod(path, mode);
    await fs.utimes(path, new Date(modified), new Date(modified));
  }
}

/** The files as the aws command wants them. */
export function awsFiles(fs: IFileSystem): Files {
  return {
    async info(path) {
      try {
        const { isDirectory, size, mtime } = await fs.stat(path);
        return { directory: isDirectory, size, modified: mtime.getTime() };
      } catch {
        return undefined;
      }
    },
    read: (path) => fs.readFileBuffer(path),
    async write(path, contents) {
      await fs.mkdir(path.slice(0, path.lastIndexOf('/')) || '/', { recursive: true });
      await fs.writeFile(path, contents);
    },
    list: (path) => fs.readdir(path),
    remove: (path) => fs.rm(path, { force: true }),
  };
}
