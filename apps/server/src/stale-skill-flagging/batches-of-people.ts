import type { PrismaService } from '../platform/database/prisma.js';
import type { Batch } from './flag-batch.js';

/**
 * Splits all people into batches by id. It includes people without active assignments, because the primary key then gives the
 * end of a batch quickly. The statement of each batch selects people with active assignments.
 *
 * @returns each batch, with the completed fraction after it, from 0 to 1
 */
export async function* batchesOfPeople(prisma: PrismaService, size: number): AsyncGenerator<Batch & { part: number }> {
  const [newest] = await prisma.$queryRaw<{ id: bigint | null }[]>`SELECT max(id) AS id FROM profiles`;
  const last = newest?.id ?? 0n;
  for (let after = 0n; after < last;) {
    const [page] = await prisma.$queryRaw<{ id: bigint | null }[]>`
      SELECT max(id) AS id FROM (SELECT id FROM profiles WHERE id > ${after}::bigint ORDER BY id LIMIT ${size}::int) page`;
    const upTo = page?.id ?? last;
    yield { after, upTo, part: Math.min(1, Number(upTo) / Number(last)) };
    after = upTo;
  }
}
