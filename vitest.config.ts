// Units, properties, conformance and real clients. Browser tests run in their own project, one at a time.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: ['test/browser/**', 'test/clients/**', 'test/bench/**'],
        },
      },
      {
        test: {
          name: 'clients',
          include: ['test/clients/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/browser/setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // Two browsers at once: they mostly wait. More would starve each other on two cores.
          maxWorkers: 2,
          // A machine that has no time for a moment is no fault of a page. What fails twice is one.
          retry: 1,
        },
      },
    ],
  },
});
