import type { PrismaService } from '../platform/database/prisma.js';
import type { Batch } from './flag-batch.js';

/**
 * Splits all people into batches by id. It includes people without active assignments, because the primary key then gives the
 * end of a batch quickly. The statement of each batch selects people with active assignments.
 *
 * @param beforeEach called before each batch is returned, and throws to end the run
 * @returns each batch, with its fraction of all ids. All fractions add up to 1
 */
export async function* batchesOfPeople(
  prisma: PrismaService,
  size: number,
  beforeEach: () => Promise<unknown> = () => Promise.resolve(),
): AsyncGenerator<Batch & { part: number }> {
  const [newest] = await prisma.$queryRaw<{ id: bigint | null }[]>`SELECT max(id) AS id FROM profiles`;
  const last = newest?.id ?? 0n;
  for (let after = 0n; after < last;) {
    const [page] = await prisma.$queryRaw<{ id: bigint | null }[]>`
      SELECT max(id) AS id FROM (SELECT id FROM profiles WHERE id > ${after}::bigint ORDER BY id LIMIT ${size}::int) page`;
    await beforeEach();
    const upTo = page?.id ?? last;
    yield { after, upTo, part: Number(upTo - after) / Number(last) };
    after = upTo;
  }
}
