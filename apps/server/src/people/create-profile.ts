import type { CreateProfileBody, Profile } from '@skilltrace/contract';
import { peopleBehind, type Caller } from '../platform/auth/caller.js';
import { changeInTurn } from '../platform/database/change-in-turn.js';
import type { Connection } from '../platform/database/connection.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { sqlState } from '../platform/errors/sqlstate.js';
import { hashNewPassword, storePassword } from '../sign-in/password/passwords.js';
import { PROFILE_COLUMNS } from './profile-row.js';

const INSERT = `
  INSERT INTO profiles (email, name, title, is_admin) VALUES ($1, $2, $3, $4)
  ON CONFLICT (lower(email)) DO NOTHING RETURNING ${PROFILE_COLUMNS}`;

const READMIT = 'SELECT readmit_erased($1)';
const PERSON_ERASED = 'SK412';

export const emailTaken = () => new DomainError('CONFLICT', 'A person with this e-mail address already exists.');

const addressOfErased = () =>
  new DomainError(
    'PERSON_ERASED',
    'A person with this e-mail address was erased. If this person has returned and agrees, send "admitErased": true.',
  );

/**
 * Adds a person, who can sign in immediately if a password is given. The address of an erased person is only accepted with
 * `admitErased`. The new person gets no data of the erased one, and imports may use the address again.
 *
 * @throws CONFLICT for a taken email address, PERSON_ERASED, VALIDATION_FAILED
 */
export async function createProfile(
  connection: Connection,
  { email, name, title, isAdmin, password, admitErased = false }: CreateProfileBody,
  creator?: Caller,
): Promise<Profile> {
  // Hashing is slow and may queue, so it happens before the transaction, which holds a connection.
  const hash = password === undefined ? undefined : await hashNewPassword(password, [name, email], { email });
  return connection.transaction(async (transaction) => {
    await changeInTurn(transaction);
    if (admitErased) await transaction.query(READMIT, [email]);
    const [created] = await transaction.query<Profile>(INSERT, [email, name, title ?? null, isAdmin ?? false]).catch((error: unknown) => {
      throw sqlState(error) === PERSON_ERASED ? addressOfErased() : error;
    });
    if (!created) throw emailTaken();
    if (hash !== undefined) await storePassword(transaction, created.id, hash, creator ? peopleBehind(creator) : []);
    return created;
  });
}
