// A Vitest reporter that writes down what was counted and what was skipped, with the reason, for scripts/test.ts.
import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

export interface Counts {
  passed: number;
  failed: number;
  skipped: { name: string; reason: string }[];
}

export default class SkippedReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const counts: Counts = { passed: 0, failed: errors.length, skipped: [] };
    for (const module of modules) {
      if (module.state() === 'failed' && module.children.size === 0) counts.failed++;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') counts.passed++;
        else if (result.state === 'failed') counts.failed++;
        else if (result.state === 'skipped')
          counts.skipped.push({ name: test.fullName, reason: result.note ?? 'no reason given' });
      }
    }
    const file = process.env.ROOTLESS_COUNTS;
    if (file) writeFileSync(file, JSON.stringify(counts));
  }
}
