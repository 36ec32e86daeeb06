import type { Health } from '@skilltrace/contract';
import type { Database } from '../platform/database/database.js';
import { LoginRefusedError } from '../platform/errors/login-refused-error.js';
import { isDatabaseUnavailable } from '../platform/errors/sqlstate.js';
import { readMigrationNames } from '../platform/database/schema/applied-migrations.js';
import { databaseFolder } from '../platform/database/schema/database-folder.js';
import type { Standby } from '../platform/database/standbys/standby.js';
import type { Standbys } from '../platform/database/standbys/standbys.js';
import { answerTimeout } from '../platform/database/answer-timeout.js';

const APPLIED = `SELECT name, current_setting('transaction_read_only') = 'on' AS "isReadOnly" FROM schema_migrations`;
const ANSWER_WITHIN_MS = 2_000;

/**
 * Checks whether the server can serve requests: the database responds, the logins have no excess rights, and every migration of
 * this version has been applied. A read-only database, such as a standby, can serve reads; `writes` reports it. The primary takes over from
 * the standbys of DATABASE_READ_URL, so these are only reported.
 */
export async function readiness(database: Database, readDatabase: Database, { all: standbys }: Pick<Standbys, 'all'>): Promise<Health> {
  const known = await readMigrationNames(databaseFolder());
  const asked = Promise.all([
    database.query<{ name: string; isReadOnly: boolean }>(APPLIED),
    database.checkLogin(),
    readDatabase.checkLogin(),
  ]).then(([rows]) => rows);
  const applied = await Promise.race([asked, tooLate()]).catch((error: unknown) => {
    if (error instanceof LoginRefusedError) return 'login refused';
    if (error !== TOO_LATE && !isDatabaseUnavailable(error)) throw error;
    asked.catch(() => {});
    return undefined;
  });
  if (applied === 'login refused') return { status: 'unavailable', checks: { database: 'ok', logins: 'unavailable' } };
  if (!applied) return { status: 'unavailable', checks: { database: 'unavailable' } };
  const names = new Set(applied.map((row) => row.name));
  const isCurrent = known.every((name) => names.has(name));
  const writes = applied.some((row) => row.isReadOnly) ? 'unavailable' : 'ok';
  return {
    status: isCurrent ? 'ok' : 'unavailable',
    checks: { database: 'ok', logins: 'ok', schema: isCurrent ? 'ok' : 'outdated', writes, ...checksOf(standbys) },
  };
}

/** By number, because the answer is open to everyone and must not name hosts. */
function checksOf(standbys: Standbys['all']): Health['checks'] {
  const checkOf = ({ problem }: Standby) => (problem ? (problem.kind === 'behind' ? 'outdated' : 'unavailable') : 'ok');
  return Object.fromEntries(standbys.map((standby, place) => [`standby${place + 1}`, checkOf(standby)]));
}

const TOO_LATE = new Error('The database took too long to answer');

async function tooLate(): Promise<never> {
  await answerTimeout(ANSWER_WITHIN_MS);
  throw TOO_LATE;
}
