const OWN_POSTGRES = 'starts a PostgreSQL without Citus, to kill it, to copy it or to change its roles';
const BENCH = 'prepares a measurement of one database';
const PLANS = 'reads the plans of PostgreSQL, and those of Citus contain neither tables nor indexes';
const TRIGGER = 'makes a statement fail with a trigger, and Citus allows none on a table that is copied to the workers';
const ONE_ROLE = 'reads what another role wrote in the same transaction; no request does that';
const VOLATILE = 'changes rows with clock_timestamp(), which Citus refuses';
const OWN_LOGINS = 'runs a command that creates new logins, which an installation has before it is spread';
const DEMO = 'loads the demo, which is one transaction of several roles; a demo is never spread';
const PRISMA = 'lets Prisma return an enum value as text, which Citus refuses; the server only reads with Prisma';
const DAMAGE = 'does damage as a superuser with a statement that Citus refuses';
const OTHER_WORDS =
  'copies a signal as a superuser on its worker, so that it has a transaction number of the worker, which is reported in other words';
const OLD_ROWS = 'creates rows as earlier versions did, without the triggers, which Citus does not let a superuser disable';
const SHARDS = 'stores the ledger in partitions, which the command refuses for a spread ledger; scale-out.int.test.ts checks that';
const REFUSED = 'makes a change that Citus refuses before the guard does, with another error';
const NO_SHARD = 'changes no row, so Citus sends the statement to no worker, and no trigger fires';
const FOREIGN_KEY = 'makes a post wait through the foreign key of the ledger, which a spread ledger does not have';
const ONE_SCHEMA = 'compares the schema or the rules with those of one database';
const ROW_LOCK = 'locks a row of a copied table as a post does on one database';
const ROW_ORDER = 'compares all rows in the order in which the database returns them';

/**
 * The tests that do not run on a spread ledger (TEST_CITUS_URL), with the reason: for each file, a part of their names. An empty part means the whole file.
 */
export const NOT_ON_CITUS: Record<string, Record<string, string>> = {
  'apps/server/src/analytics/organization-reads.plan.int.test.ts': { '': PLANS },
  'apps/server/src/analytics/person-charts.plan.int.test.ts': { '': PLANS },
  'apps/server/src/analytics/project-charts.plan.int.test.ts': { '': PLANS },
  'apps/server/src/analytics/read-who-knows.plan.int.test.ts': { '': PLANS },
  'apps/server/src/analytics/tables-read.int.test.ts': { '': PLANS },
  'apps/server/src/cli/partition-database.int.test.ts': { '': SHARDS },
  'apps/server/src/cli/terminal-injection.int.test.ts': { '': OLD_ROWS },
  'apps/server/src/connectors/git/erased-authors.int.test.ts': { '': OWN_LOGINS },
  'apps/server/src/connectors/git/no-side-effects.int.test.ts': {
    'writes nothing if every commit exists': VOLATILE,
    'writes nothing in a dry run': ROW_ORDER,
    'are rejected in every run if dated after': TRIGGER,
  },
  'apps/server/src/demo/demo-session.int.test.ts': { 'has no personas': DEMO },
  'apps/server/src/demo/demo-story.int.test.ts': { '': DEMO },
  'apps/server/src/demo/load-demo.int.test.ts': { '': DEMO },
  'apps/server/src/people/erasure/sweep-after-erasure.int.test.ts': {
    'retries to remove the name': TRIGGER,
    'if every attempt fails': TRIGGER,
  },
  'apps/server/src/platform/database/prisma.int.test.ts': { 'are written with the exact given time': PRISMA },
  'apps/server/src/projects/assignments.int.test.ts': { 'creates nothing if its transaction is rolled back': ONE_ROLE },
  'apps/server/src/signals/checkpoints/checkpoints.int.test.ts': {
    'covers a signal that commits late': TRIGGER,
    'a recording time days before the checkpoint': OTHER_WORDS,
  },
  'apps/server/src/signals/partitions/partition-ledgers.int.test.ts': { '': SHARDS },
  'apps/server/src/signals/verify/verify-ledger.int.test.ts': {
    'remaining texts': DAMAGE,
    'knownTables lists every table': ONE_SCHEMA,
    'the README shows the number of rules': ONE_SCHEMA,
  },
  'apps/server/src/stale-skill-flagging/literal-algorithm.property.int.test.ts': { '': PRISMA },
  'apps/server/src/validation/evidence.int.test.ts': { 'weeks count back from the time of the statement': ONE_ROLE },
  'apps/server/src/taxonomy/merge-races.int.test.ts': { 'a person who is posting': ROW_LOCK },
  'apps/server/src/validation/resolve-batch.int.test.ts': { 'is rolled back completely': TRIGGER },
  'apps/server/test/database-hazards.int.test.ts': { 'keeps every owner, privilege and setting': ONE_SCHEMA },
  'apps/server/test/attacks/audit-log.int.test.ts': { 'another time': REFUSED },
  'apps/server/test/attacks/audit-of-sign-in.int.test.ts': { 'are recorded when a session is added': VOLATILE },
  'apps/server/test/attacks/clean-text.int.test.ts': { progress_updates: REFUSED },
  'apps/server/test/attacks/corruptions.int.test.ts': { '': OWN_POSTGRES },
  'apps/server/test/attacks/decided-suggestions.int.test.ts': { 'another time': REFUSED },
  'apps/server/test/attacks/erase-person.int.test.ts': {
    'waits for an update that is being posted': FOREIGN_KEY,
    'rolls back completely when its connection is lost': ROW_ORDER,
  },
  'apps/server/test/attacks/ledger-roles.int.test.ts': { 'UPDATE of no row': NO_SHARD },
  'apps/server/test/attacks/own-password.int.test.ts': { 'does not extend the maximum duration': REFUSED },
  'apps/server/test/attacks/read-your-writes.property.int.test.ts': { '': OWN_POSTGRES },
  'apps/server/test/attacks/standbys.int.test.ts': { '': OWN_POSTGRES },
  'apps/server/test/attacks/unusable-standbys.int.test.ts': { '': OWN_POSTGRES },
  'apps/server/test/prisma-schema.int.test.ts': { 'describes each table and enum': ONE_SCHEMA },
  'apps/server/test/reads-of-one-partition.int.test.ts': { '': SHARDS },
  'apps/server/test/schema-dump.int.test.ts': { 'the schema dump matches': ONE_SCHEMA },
  'apps/server/test/statements/statements.int.test.ts': {
    'write and lock rows only in a transaction': PLANS,
    'report each sample write and lock': PLANS,
  },
  'attacks/torture/scenarios/backup.int.test.ts': { '': OWN_POSTGRES },
  'attacks/torture/scenarios/crash.int.test.ts': { '': OWN_POSTGRES },
  'attacks/torture/scenarios/servers.int.test.ts': { '': OWN_POSTGRES },
  'bench/src/first-night.int.test.ts': { '': BENCH },
  'bench/src/organization-reads.int.test.ts': { '': BENCH },
  'bench/src/seed-inbox.int.test.ts': { '': BENCH },
};

/** The files of which no test runs on a spread ledger, so that not even their set-up runs. */
export const FILES_NOT_ON_CITUS: readonly string[] = Object.keys(NOT_ON_CITUS).filter((file) => NOT_ON_CITUS[file]?.[''] !== undefined);

/** Why a test does not run on a spread ledger. Undefined if it does. */
export function reasonNotOnCitus(file: string, name: string): string | undefined {
  return Object.entries(NOT_ON_CITUS[file] ?? {}).find(([part]) => name.includes(part))?.[1];
}
