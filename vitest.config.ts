import { configDefaults, defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { FILES_NOT_ON_CITUS } from './apps/server/test/not-on-citus.ts';
import { linguiMacros } from './apps/web/build/lingui-macros.ts';

const database = 'apps/server/test/template-database.ts';

const unit = '{apps,packages,attacks,bench,scripts}/**/*.unit.test.ts';
const attacks = ['apps/server/test/{access-matrix,attacks}/**/*.test.ts', 'attacks/**/*.int.test.ts'];
// Tests that measure the memory or read the counters of their own process.
const alone = [
  'apps/server/test/attacks/csv-streams.int.test.ts',
  'apps/server/test/attacks/overload.int.test.ts',
  'apps/server/src/progress-updates/import-progress-updates.int.test.ts',
  'packages/embedded-postgres/**/*.int.test.ts',
];

const isOnCitus = process.env['TEST_CITUS_URL'] !== undefined;
const never = [...configDefaults.exclude, ...(isOnCitus ? FILES_NOT_ON_CITUS : [])];
// While one of them spreads a ledger, Citus takes away a login of the whole cluster that posts in other databases need.
const spreading = ['apps/server/src/signals/scale-out/**/*.int.test.ts', 'attacks/torture/scenarios/**/*.int.test.ts'];

// Limits for a machine ten times slower than the one on which the tests were written. No test depends on them.
const limits = { testTimeout: 300_000, hookTimeout: 300_000, pool: 'forks' } as const;
const setupFiles = ['apps/server/test/fast-password-hashes.ts', 'apps/server/test/skip-on-citus.ts'];
/** With a process for each file, most of the time would be spent on importing the server. */
const shared = { ...limits, isolate: false, setupFiles };

/** In running order. The short tests come last, so that both workers finish at about the same time. */
const projects: TestProjectInlineConfiguration[] = [
  {
    test: {
      ...shared,
      name: 'attacks',
      include: attacks,
      exclude: [...never, unit, ...alone, ...(isOnCitus ? spreading : [])],
      globalSetup: [database],
    },
  },
  { test: { ...shared, isolate: true, name: 'alone', include: alone, globalSetup: [database] } },
  {
    // Complete journeys in a real browser. The setup builds the app and a demo database only if one of them runs.
    test: { ...shared, name: 'browser', include: ['e2e/**/*.test.ts'], globalSetup: [database, 'e2e/harness/global-setup.ts'] },
  },
  {
    test: {
      ...shared,
      name: 'int',
      include: ['{apps,packages,attacks,bench}/**/*.test.ts'],
      exclude: [...never, unit, ...alone, ...attacks, ...(isOnCitus ? spreading : [])],
      globalSetup: [database],
    },
  },
  // Needs no database and no browser. `npm run test:unit` runs only these tests.
  {
    plugins: [linguiMacros()],
    test: { ...limits, name: 'unit', include: [unit], isolate: false, setupFiles: ['apps/web/test/activate-english.ts'] },
  },
];

if (isOnCitus)
  projects.push({
    test: {
      ...shared,
      name: 'spreading',
      include: spreading,
      exclude: [...never, unit],
      globalSetup: [database],
      maxWorkers: 1,
      sequence: { groupOrder: 1 },
    },
  });

export default defineConfig({
  test: { maxWorkers: 2, reporters: ['default', './scripts/summary-reporter.ts'], projects },
});
