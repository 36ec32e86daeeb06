import type { Caller } from '../../platform/auth/caller.js';
import type { Transaction } from '../../platform/database/connection.js';
import { DomainError, forbidden, notFound } from '../../platform/errors/domain-error.js';

/** An admin who gives access to a person, with the credentials that they used. */
export type AccessGiver = Pick<Caller, 'profileId' | 'apiTokenId' | 'behindIds' | 'session'>;

// Always locked in id order. The locks wait for a transaction that ends the access of either person, so that no new access survives it.
const LOCK = 'SELECT id, is_admin AND deactivated_at IS NULL AS "isActiveAdmin", deactivated_at IS NULL AS "isActive" FROM people_held($1)';
const SESSION = 'SELECT FROM auth_sessions WHERE id = $1 AND profile_id = $2';

export interface LockedPerson {
  id: number;
  isActive: boolean;
}

/**
 * Locks an admin and the people who get access until the transaction ends. The database checks the admin and the token too.
 *
 * @param giver undefined on the command line
 * @returns those of the people who exist
 * @throws FORBIDDEN if the giver is no longer an admin, UNAUTHENTICATED if their session has ended
 */
export async function lockGiverAndPeople(
  transaction: Transaction,
  giver: AccessGiver | undefined,
  profileIds: readonly number[],
): Promise<LockedPerson[]> {
  const locked = await transaction.query<{ id: number; isActiveAdmin: boolean; isActive: boolean }>(LOCK, [
    giver ? [giver.profileId, ...profileIds] : profileIds,
  ]);
  const isOther = profileIds.some((id) => id !== giver?.profileId);
  if (giver && isOther && !locked.some(({ id, isActiveAdmin }) => id === giver.profileId && isActiveAdmin))
    throw forbidden('Only admins may do this.');
  if (giver?.session && (await transaction.query(SESSION, [giver.session.id, giver.profileId])).length === 0)
    throw new DomainError('UNAUTHENTICATED', 'You were signed out. Nothing was created.');
  const wanted = new Set(profileIds);
  return locked.filter(({ id }) => wanted.has(id));
}

/**
 * The same for one person.
 *
 * @throws NOT_FOUND for an unknown person, CONFLICT for a person who has left
 */
export async function lockGiverAndPerson(transaction: Transaction, giver: AccessGiver | undefined, profileId: number): Promise<void> {
  const [person] = await lockGiverAndPeople(transaction, giver, [profileId]);
  if (!person) throw notFound('person');
  if (!person.isActive) throw new DomainError('CONFLICT', 'This person is no longer active.');
}
