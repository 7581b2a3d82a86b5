// One case through the engine and through the transcription of the rules.
import { readCase } from '../../src/policy/case.ts';
import { decide, explain } from '../../src/policy/index.ts';
import { type Case, decideByTheBook } from './oracle.ts';

/** null when engine, explanation and oracle agree; else what each said. */
export function disagreement(c: Case): object | null {
  const text = JSON.stringify({ id: 0, ...c });
  const read = readCase(text);
  if (!read.ok) return { unreadable: read.error };
  const engine = decide(read.request);
  const told = explain(read.request);
  const book = decideByTheBook(c);
  const same =
    engine.decision === book.decision &&
    engine.decidedBy === book.decidedBy &&
    told.decision === engine.decision &&
    told.decidedBy === engine.decidedBy;
  return same ? null : { engine, explained: { decision: told.decision, decidedBy: told.decidedBy }, book };
}
