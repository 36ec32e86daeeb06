import { configDefaults, defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const database = 'apps/server/test/template-database.ts';

// What is long, starts and ends processes, or measures the memory or turns the clock of its own one.
const alone = [
  'apps/server/src/{cli,demo,platform,sign-in,signals,stale-skill-flagging}/**/*.int.test.ts',
  'apps/server/src/progress-updates/import-progress-updates.int.test.ts',
  'apps/server/test/{access-matrix,attacks}/**/*.test.ts',
  'attacks/**/*.int.test.ts',
];

// Limits of a machine ten times slower than the one they were written on: none of them is what a test is about.
const limits = { testTimeout: 300_000, hookTimeout: 300_000, pool: 'forks' } as const;

/** In the order in which they run: what is short comes last, so that the workers end together. */
const projects: TestProjectInlineConfiguration[] = [
  { test: { ...limits, name: 'alone', include: alone, globalSetup: [database] } },
  {
    // Whole journeys in a real browser. What they need is made only when one of them runs.
    test: { ...limits, name: 'browser', include: ['e2e/**/*.test.ts'], globalSetup: [database, 'e2e/harness/global-setup.ts'] },
  },
  {
    test: {
      ...limits,
      name: 'code',
      include: ['apps/**/*.test.ts', 'packages/**/*.test.ts', 'bench/**/*.test.ts', 'attacks/**/*.test.ts'],
      exclude: [...configDefaults.exclude, ...alone],
      globalSetup: [database],
      // A process for each file would spend most of its time on importing the server.
      isolate: false,
    },
  },
];

export default defineConfig({
  test: { maxWorkers: 2, reporters: ['default', './scripts/summary-reporter.ts'], projects },
});
