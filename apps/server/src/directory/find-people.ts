import type { Transaction } from '../platform/database/connection.js';

const FIND = `
  SELECT id, email, deactivated_at IS NOT NULL AS "hasLeft" FROM profiles WHERE lower(email) = ANY ($1::text[]) AND erased_at IS NULL`;

export interface Person {
  id: number;
  hasLeft: boolean;
}

/** People by e-mail address. The one that stands for somebody erased is nobody's. */
export async function findPeople(transaction: Transaction, emails: Iterable<string>): Promise<Map<string, Person>> {
  const rows = await transaction.query<Person & { email: string }>(FIND, [[...new Set(emails)]]);
  return new Map(rows.map(({ email, ...person }) => [email, person]));
}
