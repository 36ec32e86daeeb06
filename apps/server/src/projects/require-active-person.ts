import type { Transaction } from '../platform/database/connection.js';
import { DomainError, notFound } from '../platform/errors/domain-error.js';

// The share lock makes this wait for somebody who is deactivating the person: nothing is given to who just left.
const FIND = 'SELECT deactivated_at AS "deactivatedAt" FROM profiles WHERE id = $1 FOR SHARE';

/** Makes sure that the person is there and stays until the transaction ends. @throws NOT_FOUND, CONFLICT for one who left */
export async function requireActivePerson(transaction: Transaction, profileId: number): Promise<void> {
  const [person] = await transaction.query<{ deactivatedAt: string | null }>(FIND, [profileId]);
  if (!person) throw notFound('person');
  if (person.deactivatedAt !== null) throw new DomainError('CONFLICT', 'This person is no longer active.');
}
