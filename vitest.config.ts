import { defineConfig } from 'vitest/config';

const database = 'apps/server/test/template-database.ts';

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    reporters: ['default', './scripts/summary-reporter.ts'],
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'code',
          include: ['apps/**/*.test.ts', 'packages/**/*.test.ts', 'bench/**/*.test.ts'],
          globalSetup: [database],
        },
      },
      {
        extends: true,
        // Whole journeys in a real browser. What they need is made only when one of them runs.
        test: { name: 'browser', include: ['e2e/**/*.test.ts'], globalSetup: [database, 'e2e/harness/global-setup.ts'] },
      },
    ],
  },
});
