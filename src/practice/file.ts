// An account as a file: what `exportAccount` writes and `importAccount` reads; reads set-aside states too. Pure.
// Tests: test/practice.
import { current, type WorldFormat } from './journal.ts';
import { readRecords } from './keeper.ts';
import { NewerError, savedVersion, upgrade } from './saved.ts';
import { PracticeError } from './types.ts';

/** Larger files are refused before they are read: characters. */
export const maximumFile = 64 * 1024 * 1024;

export function writeAccountFile<W>(world: W, format: WorldFormat<W>, exported: number): string {
  return JSON.stringify({
    rootless: 'account',
    v: savedVersion,
    exported: new Date(exported).toISOString(),
    world: format.write(world),
  });
}

export function writeAsideFile(records: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ rootless: 'aside', records });
}

/** The world that such a file holds. Throws a PracticeError that says what is wrong with the file. */
export function readAccountFile<W>(text: string, format: WorldFormat<W>): W {
  if (text.length > maximumFile) {
    throw new PracticeError(
      'The file is too large for an account.',
      'Choose a file that Rootless has exported.',
      'file-large',
    );
  }
  let file: { rootless?: unknown; records?: unknown } | null;
  try {
    file = JSON.parse(text);
  } catch {
    throw new PracticeError(
      'The file is not JSON, or only a part of it.',
      'Choose a file that Rootless has exported, and export it again if it was cut short.',
      'file-json',
    );
  }
  try {
    if (file?.rootless === 'account') return format.read(upgrade(file).world);
    if (file?.rootless === 'aside') {
      const records = new Map(Object.entries((file.records ?? {}) as Record<string, unknown>));
      const found = readRecords(records, format);
      if (!found) throw new Error('no account in it');
      return current(found.journal).world;
    }
  } catch (error) {
    if (error instanceof NewerError || (error as { code?: unknown }).code === 'newer') {
      throw new PracticeError(
        'The file was written by a newer version of Rootless.',
        'Reload the page to get the newest version, then import it again.',
        'file-newer',
      );
    }
    throw new PracticeError(
      `The account in the file cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      'Export it again where it came from. Your present account is untouched.',
      'file-damaged',
    );
  }
  throw new PracticeError(
    'The file holds no Rootless account.',
    'Choose a file that Rootless has exported.',
    'file-other',
  );
}
