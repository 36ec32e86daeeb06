import { booleanParameter } from '@skilltrace/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { invalid } from '../../errors/domain-error.js';
import { wantsCsv } from './wants-csv.js';

const MOST_LISTENERS = 20;

/**
 * Decides whether a request gets CSV. The parameter `bom` belongs to the file and not to the list, so the route does not see it.
 *
 * @throws VALIDATION_FAILED for an invalid `bom`
 */
export function negotiateCsv(request: FastifyRequest, reply: FastifyReply, inTurn: (work: () => Promise<void>) => Promise<void>): void {
  void reply.header('vary', 'accept');
  if (!wantsCsv(request.headers.accept)) return;
  // The stream adds its listeners to those of the limits, and the default of ten counts as a leak.
  reply.raw.setMaxListeners(MOST_LISTENERS);
  const { bom, ...query } = request.query as Record<string, unknown>;
  request.query = query;
  request.csv = { withByteOrderMark: isTrue(bom), nextTurn: (work) => resultInTurn(work, inTurn) };
}

function isTrue(bom: unknown): boolean {
  if (bom === undefined) return false;
  const { data } = booleanParameter.safeParse(bom);
  if (data === undefined) throw invalid('bom', 'must be one of {values}', { values: ['true', 'false'] });
  return data;
}

/** @throws AbortError if the work did not begin, because the client has disconnected */
async function resultInTurn<Result>(work: () => Promise<Result>, inTurn: (work: () => Promise<void>) => Promise<void>): Promise<Result> {
  const results: Result[] = [];
  await inTurn(async () => void results.push(await work()));
  if (results.length === 0) throw new DOMException('The client has disconnected', 'AbortError');
  return results[0] as Result;
}
