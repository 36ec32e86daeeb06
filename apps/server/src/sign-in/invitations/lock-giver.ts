import type { Caller } from '../../platform/auth/caller.js';
import type { Transaction } from '../../platform/database/connection.js';
import { DomainError, forbidden, notFound } from '../../platform/errors/domain-error.js';

/** An admin who gives access to a person, and by what they were signed in as they did. */
export type Giver = Pick<Caller, 'profileId' | 'apiTokenId' | 'behindIds' | 'session'>;

// In one order for everybody. The locks make this wait for whoever is ending the access of either: nothing that is given outlives that.
const LOCK =
  'SELECT id, is_admin AND deactivated_at IS NULL AS "isActiveAdmin", deactivated_at IS NULL AS "isActive" FROM profiles WHERE id = ANY ($1) ORDER BY id FOR SHARE';
const SESSION = 'SELECT FROM auth_sessions WHERE id = $1 AND profile_id = $2';

/**
 * Holds an admin and the person whom they give access to until the transaction ends. The database asks the same of the admin, and of the token.
 *
 * @param giver undefined for the command line
 * @throws NOT_FOUND for an unknown person, CONFLICT for one who left; FORBIDDEN where the giver is no admin any more, UNAUTHENTICATED
 *   where their session has ended
 */
export async function lockGiverAndPerson(transaction: Transaction, giver: Giver | undefined, profileId: number): Promise<void> {
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
