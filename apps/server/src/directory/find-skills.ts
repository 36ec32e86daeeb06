import type { Transaction } from '../platform/database/connection.js';

const FIND = 'SELECT id, skill_name AS name, is_active AS "isActive" FROM skills WHERE skill_name = ANY ($1::text[])';

/** Entries of the taxonomy by their exact name. */
export async function findSkills(
  transaction: Transaction,
  names: Iterable<string>,
): Promise<Map<string, { id: number; isActive: boolean }>> {
  const rows = await transaction.query<{ id: number; name: string; isActive: boolean }>(FIND, [[...new Set(names)]]);
  return new Map(rows.map(({ name, ...skill }) => [name, skill]));
}
