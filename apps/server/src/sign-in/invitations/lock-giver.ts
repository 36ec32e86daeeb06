import type { Caller } from '../../platform/auth/caller.js';
import type { Transaction } from '../../platform/database/connection.js';
import { DomainError, forbidden, notFound } from '../../platform/errors/domain-error.js';

/** An admin who gives access to a person, with the credentials that they used. */
export type AccessGiver = Pick<Caller, 'profileId' | 'apiTokenId' | 'behindIds' | 'session'>;

// Always locked in id order. The locks wait for a transaction that ends the access of either person, so that no new access survives it.
const LOCK = 'SELECT id, is_admin AND deactivated_at IS NULL AS "isActiveAdmin", deactivated_at IS NULL AS "isActive" FROM people_held($1)';
const SESSION = 'SELECT FROM auth_sessions WHERE id = $1 AND profile_id = $2';

/**
 * Locks an admin and the person who gets access until the transaction ends. The database checks the admin and the token too.
 *
 * @param giver undefined on the command line
 * @throws NOT_FOUND for an unknown person, CONFLICT for a person who has left; FORBIDDEN if the giver is no longer an admin,
 *   UNAUTHENTICATED if their session has ended
 */
export async function lockGiverAndPerson(transaction: Transaction, giver: AccessGiver | undefined, profileId: number): Promise<void> {
  const locked = await transaction.query<{ id: number; isActiveAdmin: boolean; isActive: boolean }>(LOCK, [
    giver ? [giver.profileId, profileId] : [profileId],
  ]);
  const person = locked.find(({ id }) => id === profileId);
  if (!person) throw notFound('person');
  if (giver && giver.profileId !== profileId && !locked.some(({ id, isActiveAdmin }) => id === giver.profileId && isActiveAdmin))
    throw forbidden('Only admins may do this.');
  if (giver?.session && (await transaction.query(SESSION, [giver.session.id, giver.profileId])).length === 0)
    throw new DomainError('UNAUTHENTICATED', 'You were signed out. Nothing was created.');
  if (!person.isActive) throw new DomainError('CONFLICT', 'This person is no longer active.');
}
