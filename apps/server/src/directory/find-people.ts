import type { Transaction } from '../platform/database/connection.js';

export interface Person {
  id: number;
  hasLeft: boolean;
}

/** A person with the fields that the `profiles` section compares. */
export interface KnownProfile extends Person {
  email: string;
  externalId: string | null;
  name: string;
  title: string | null;
  avatarUrl: string | null;
  isAdmin: boolean;
}

const COLUMNS = 'id, email, deactivated_at IS NOT NULL AS "hasLeft"';
const BY_ADDRESS = `SELECT ${COLUMNS} FROM profiles WHERE lower(email) = ANY ($1::text[]) AND erased_at IS NULL`;
const BY_ADDRESS_OR_ID = `
  SELECT ${COLUMNS}, external_id AS "externalId", name, title, avatar_url AS "avatarUrl", is_admin AS "isAdmin"
    FROM profiles WHERE (lower(email) = ANY ($1::text[]) OR external_id = ANY ($2::text[])) AND erased_at IS NULL`;

/** Finds people by email address, after the `profiles` section has been imported. Erased people have no address. */
export async function findPeople(transaction: Transaction, emails: Iterable<string>): Promise<Map<string, Person>> {
  const rows = await transaction.query<Person & { email: string }>(BY_ADDRESS, [[...new Set(emails)]]);
  return new Map(rows.map(({ email, ...person }) => [email, person]));
}

/** Finds everyone with one of these addresses or external ids. */
export async function findProfiles(
  transaction: Transaction,
  emails: readonly string[],
  externalIds: readonly string[],
): Promise<KnownProfile[]> {
  return transaction.query<KnownProfile & Record<string, unknown>>(BY_ADDRESS_OR_ID, [emails, externalIds]);
}
