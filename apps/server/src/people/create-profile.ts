import type { CreateProfileBody, Profile } from '@skilltrace/contract';
import { peopleBehind, type Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { hashNewPassword, storePassword } from '../sign-in/passwords.js';
import { PROFILE_COLUMNS } from './profile-row.js';

const INSERT = `
  INSERT INTO profiles (email, name, title, is_admin) VALUES ($1, $2, $3, $4)
  ON CONFLICT (lower(email)) DO NOTHING RETURNING ${PROFILE_COLUMNS}`;

export const emailTaken = () => new DomainError('CONFLICT', 'There is a person with this e-mail address already.');

/** Adds a person, who can sign in at once where a password is given. @throws CONFLICT on a taken e-mail address, VALIDATION_FAILED */
export async function createProfile(
  connection: Connection,
  { email, name, title, isAdmin, password }: CreateProfileBody,
  creator?: Caller,
): Promise<Profile> {
  // Before the transaction, which holds a connection while it lasts: hashing is slow, and may wait for its turn.
  const hash = password === undefined ? undefined : await hashNewPassword(password, [name, email], { email });
  return connection.transaction(async (transaction) => {
    const [created] = await transaction.query<Profile>(INSERT, [email, name, title ?? null, isAdmin ?? false]);
    if (!created) throw emailTaken();
    if (hash !== undefined) await storePassword(transaction, created.id, hash, creator ? peopleBehind(creator) : []);
    return created;
  });
}
