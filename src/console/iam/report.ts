// The credential report: asked for, waited for, and read as a table. Columns as IAM writes them (facts, E6).
// Tests: test/console/report.test.ts.
import {
  GenerateCredentialReportCommand,
  GetCredentialReportCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';

export interface CredentialReport {
  generated: Date | undefined;
  /** The file itself. */
  csv: string;
  columns: readonly string[];
  rows: readonly Readonly<Record<string, string>>[];
}

/** Reads the report's lines: IAM quotes no field, names and ARNs have no commas except in user names, which it quotes. */
export function readReport(csv: string): Pick<CredentialReport, 'columns' | 'rows'> {
  const lines = csv.split(/\r?\n/).filter((line) => line !== '');
  const cells = (line: string): string[] =>
    [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
      .map((match) => match[1] ?? '')
      .slice(0, -1)
      .map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell));
  const columns = cells(`${lines[0] ?? ''},`).slice(0);
  const rows = lines.slice(1).map((line) => {
    const values = cells(`${line},`);
    return Object.fromEntries(columns.map((column, index) => [column, values[index] ?? '']));
  });
  return { columns, rows };
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks IAM for a report and waits until it is there; IAM makes a new one every four hours at most. */
export async function credentialReport(iam: IAMClient, pause = wait): Promise<CredentialReport> {
  for (let turn = 0; turn < 30; turn += 1) {
    const { State: state } = await iam.send(new GenerateCredentialReportCommand({}));
    if (state === 'COMPLETE') break;
    await pause(1000);
  }
  const { Content: content, GeneratedTime: generated } = await iam.send(new GetCredentialReportCommand({}));
  const csv = new TextDecoder().decode(content);
  return { generated, csv, ...readReport(csv) };
}
