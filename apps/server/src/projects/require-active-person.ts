import type { Transaction } from '../platform/database/connection.js';
import { DomainError, notFound } from '../platform/errors/domain-error.js';

// Waits for a concurrent deactivation, so that nothing is assigned to a person who has just left.
const FIND = 'SELECT deactivated_at AS "deactivatedAt" FROM people_held(ARRAY[$1::bigint])';

/**
 * Checks that the person is active, and prevents a deactivation until the transaction ends. @throws NOT_FOUND, CONFLICT for a
 * person who left
 */
export async function requireActivePerson(transaction: Transaction, profileId: number): Promise<void> {
  const [person] = await transaction.query<{ deactivatedAt: string | null }>(FIND, [profileId]);
  if (!person) throw notFound('person');
  if (person.deactivatedAt !== null) throw new DomainError('CONFLICT', 'This person is no longer active.');
}
