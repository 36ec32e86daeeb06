import { configDefaults, defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { linguiMacros } from './apps/web/build/lingui-macros.ts';

const database = 'apps/server/test/template-database.ts';

const unit = '{apps,packages,attacks,bench,scripts}/**/*.unit.test.ts';
const attacks = ['apps/server/test/{access-matrix,attacks}/**/*.test.ts', 'attacks/**/*.int.test.ts'];
// Long tests, and tests that start and stop processes, measure the memory or move the clock of their own process.
const alone = [
  'apps/server/src/{cli,demo,platform,sign-in,signals,stale-skill-flagging}/**/*.int.test.ts',
  'apps/server/src/progress-updates/import-progress-updates.int.test.ts',
  'packages/embedded-postgres/**/*.int.test.ts',
];

// Limits of a machine ten times slower than the one they were written on: none of them is what a test is about.
const limits = { testTimeout: 300_000, hookTimeout: 300_000, pool: 'forks' } as const;

/** In the order in which they run. The short tests come last, so that both workers finish together. */
const projects: TestProjectInlineConfiguration[] = [
  { test: { ...limits, name: 'attacks', include: attacks, exclude: [...configDefaults.exclude, unit], globalSetup: [database] } },
  { test: { ...limits, name: 'alone', include: alone, globalSetup: [database] } },
  {
    // Whole journeys in a real browser. The setup builds the app and a demo database only when one of them runs.
    test: { ...limits, name: 'browser', include: ['e2e/**/*.test.ts'], globalSetup: [database, 'e2e/harness/global-setup.ts'] },
  },
  {
    test: {
      ...limits,
      name: 'int',
      include: ['{apps,packages,attacks,bench}/**/*.test.ts'],
      exclude: [...configDefaults.exclude, unit, ...alone, ...attacks],
      globalSetup: [database],
      // A process for each file would spend most of its time on importing the server.
      isolate: false,
    },
  },
  // No database and no browser: `npm run test:unit` runs these alone.
  {
    plugins: [linguiMacros()],
    test: { ...limits, name: 'unit', include: [unit], isolate: false, setupFiles: ['apps/web/test/activate-english.ts'] },
  },
];

export default defineConfig({
  test: { maxWorkers: 2, reporters: ['default', './scripts/summary-reporter.ts'], projects },
});
