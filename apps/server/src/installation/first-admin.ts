import { randomBytes } from 'node:crypto';
import { ConfigError, type Config } from '../platform/config/config.js';
import { changeInTurn } from '../platform/database/change-in-turn.js';
import type { Connection } from '../platform/database/connection.js';
import { singleRow } from '../platform/database/single-row.js';
import { isGuessable } from '../sign-in/password/guessable-password.js';
import { setPassword } from '../sign-in/password/passwords.js';

const INSERT_ADMIN = `INSERT INTO profiles (email, name, title, is_admin) VALUES ($1, 'Administrator', 'Administrator', true)
  ON CONFLICT (lower(email)) DO UPDATE SET is_admin = true RETURNING id`;

/**
 * Creates the first admin of an installation without admins: an empty one, or one that was filled from the command line before
 * its first start. If several servers start simultaneously, only one of them creates it.
 *
 * @returns the sign-in data, with the generated password if none was set; undefined if an admin already exists
 * @throws ConfigError for a password that is easy to guess
 */
export async function createFirstAdmin(connection: Connection, config: Pick<Config, 'adminEmail' | 'adminPassword'>) {
  return connection.transaction(async (transaction) => {
    await transaction.query("SELECT pg_advisory_xact_lock(hashtext('skilltrace first admin'))");
    const { missing } = singleRow(
      await transaction.query<{ missing: boolean }>('SELECT NOT EXISTS (SELECT FROM profiles WHERE is_admin) AS missing'),
    );
    if (!missing) return undefined;
    const email = config.adminEmail ?? 'admin@example.org';
    if (config.adminPassword !== undefined && (await isGuessable(config.adminPassword, [email])))
      throw new ConfigError('ADMIN_PASSWORD is easy to guess');
    const generated = config.adminPassword === undefined ? randomBytes(16).toString('base64url') : undefined;
    await changeInTurn(transaction);
    const { id } = singleRow(await transaction.query<{ id: number }>(INSERT_ADMIN, [email]));
    await setPassword(transaction, id, config.adminPassword ?? generated ?? '');
    return { email, generatedPassword: generated };
  });
}
