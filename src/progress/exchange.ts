// Progress as a file, to keep or to carry to another browser. Importing merges, it never overwrites.
// Tests: test/progress/exchange.
import { type Fact, type Facts, join, keyOf } from './fact.ts';
import { readFact } from './record.ts';

const FORMAT = 'rootless-progress';
const FILE_VERSION = 1;
/** Above this a file is not a learner's progress (100,000 attempts are about 20 MB). */
const LONGEST = 50_000_000;

export interface ImportReport {
  /** Why nothing at all was taken; absent when the file could be read. */
  problem?: 'tooLarge' | 'notJson' | 'notProgress' | 'newer';
  /** Facts that were new here, or better than what was here. */
  taken: number;
  /** Facts that were here already. */
  known: number;
  /** Facts written by a later version of the site. */
  newer: number;
  /** Facts that could not be read: their place in the file and the field that is wrong. */
  damaged: { index: number; field?: string }[];
}

export function exportFile(facts: Facts, at: number): string {
  const list = [...facts.values()].sort((a, b) => a.at - b.at || (keyOf(a) < keyOf(b) ? -1 : 1));
  return JSON.stringify({
    format: FORMAT,
    v: FILE_VERSION,
    exported: new Date(at).toISOString(),
    facts: list,
  });
}

/** Reads a file against what is here: the facts to add, and the report for the learner. */
export function importFile(text: string, here: Facts): { facts: Fact[]; report: ImportReport } {
  const report: ImportReport = { taken: 0, known: 0, newer: 0, damaged: [] };
  const nothing = (problem: ImportReport['problem']) => ({
    facts: [],
    report: { ...report, ...(problem ? { problem } : {}) },
  });
  if (text.length > LONGEST) return nothing('tooLarge');
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return nothing('notJson');
  }
  if (typeof file !== 'object' || file === null) return nothing('notProgress');
  const { format, v, facts } = file as Record<string, unknown>;
  if (format !== FORMAT || !Number.isInteger(v)) return nothing('notProgress');
  if ((v as number) > FILE_VERSION) return nothing('newer');
  if (!Array.isArray(facts)) return nothing('notProgress');

  const taken = new Map<string, Fact>();
  facts.forEach((value: unknown, index) => {
    const reading = readFact(value);
    if (!reading.ok) {
      if (reading.reason === 'newer') report.newer++;
      else report.damaged.push({ index, ...(reading.field ? { field: reading.field } : {}) });
      return;
    }
    const key = keyOf(reading.fact);
    const known = taken.get(key) ?? here.get(key);
    const winner = known === undefined ? reading.fact : join(known, reading.fact);
    if (known !== undefined && JSON.stringify(known) === JSON.stringify(winner)) report.known++;
    else {
      taken.set(key, winner);
      report.taken++;
    }
  });
  return { facts: [...taken.values()], report };
}
