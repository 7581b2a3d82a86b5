// A mistake in the page's language: by its code where it has one, else in its own words.
import { PracticeError, type PracticeErrorCode } from '../practice/index.ts';
import type { Translate } from '../strings/index.ts';
import type { openMessages } from './strings.ts';

const sentences = {
  'file-large': 'errorFileLarge',
  'file-json': 'errorFileJson',
  'file-newer': 'errorFileNewer',
  'file-damaged': 'errorFileDamaged',
  'file-other': 'errorFileOther',
  'link-damaged': 'errorLinkDamaged',
  'link-newer': 'errorLinkNewer',
  'snapshot-name': 'errorSnapshotName',
  'snapshot-gone': 'errorSnapshotGone',
  'holder-gone': 'errorHolderGone',
  closed: 'errorClosed',
  'server-gone': 'noticeServerLost',
  'server-answer': 'errorServerAnswer',
} as const satisfies Record<PracticeErrorCode, keyof typeof openMessages>;

export function errorText(error: unknown, t: Translate<typeof openMessages>): string {
  if (!(error instanceof PracticeError)) return error instanceof Error ? error.message : String(error);
  return error.code ? t(sentences[error.code]) : `${error.message} ${error.hint}`;
}
