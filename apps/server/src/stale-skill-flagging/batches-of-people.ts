import type { PrismaService } from '../platform/database/prisma.js';
import type { Batch } from './flag-batch.js';

/**
 * Cuts the people who are there now into batches, by id. All people, as their primary key says at once where a batch
 * ends; who of them has an active assignment is the business of the batch's own statement.
 *
 * @returns each batch, with the part of the whole that is done when it is, from 0 to 1
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
