import type { Connection } from '../../platform/database/connection.js';
import { idsOf, type Work } from './survey-history.js';

const BATCH = 2_000;
const ADDRESSES = `SELECT value FROM erased_identities($1, '{}') WHERE kind = 'address'`;
const UPDATES = 'SELECT id FROM erased_updates($1, $2) AS id';

/**
 * Finds the works of erased people by their addresses, with and without `.mailmap`, and by the ids of the updates that they had
 * on the project. Read-only.
 */
export async function findWorksOfErasedPeople(
  connection: Connection,
  projectId: number | undefined,
  works: readonly Work[],
): Promise<Set<Work>> {
  const addresses = [...new Set(works.flatMap(({ author }) => [author.email, author.unmappedEmail]))];
  const erased = new Set((await connection.query<{ value: string }>(ADDRESSES, [addresses])).map(({ value }) => value));
  const found = new Set(works.filter(({ author }) => erased.has(author.email) || erased.has(author.unmappedEmail)));
  if (projectId === undefined) return found;
  for (let from = 0; from < works.length; from += BATCH) {
    const batch = works.slice(from, from + BATCH);
    const rows = await connection.query<{ id: string }>(UPDATES, [projectId, batch.flatMap(idsOf)]);
    if (rows.length === 0) continue;
    const ids = new Set(rows.map(({ id }) => id));
    for (const work of batch) if (idsOf(work).some((id) => ids.has(id))) found.add(work);
  }
  return found;
}
