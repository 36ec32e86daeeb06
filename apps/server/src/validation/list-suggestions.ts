import type { ListSuggestionsQuery, Page, Suggestion } from '@skilltrace/contract';
import { FIRST_VISIT_DAYS } from '@skilltrace/domain/limits';
import type { PrismaService } from '../platform/database/prisma.js';
import { notFound } from '../platform/errors/domain-error.js';
import { isTimeKey, readCursor, rowsToQuery, toPage } from '../platform/http/cursor.js';
import { toSuggestion, WITH_NAMES } from './suggestion-row.js';

/** Lists the pending and decided suggestions about a person, newest first. `isSeen` selects decisions by whether the person has seen them. */
export async function listSuggestions(
  prisma: PrismaService,
  profileId: number,
  { status, isSeen, limit, cursor }: ListSuggestionsQuery,
): Promise<Page<Suggestion>> {
  const after = readCursor(cursor, isTimeKey);
  const seen = isSeen === undefined ? undefined : await prisma.seenDecisions.findUnique({ where: { profileId } });
  const rows = await prisma.suggestion.findMany({
    where: {
      profileId,
      AND: [{ status }, isSeen === undefined ? {} : decidedBeforeOrAfter(isSeen, seen?.seenUntil)],
      OR: after && [{ createdAt: { lt: after.key } }, { createdAt: after.key, id: { lt: after.id } }],
    },
    include: WITH_NAMES,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: rowsToQuery(limit),
  });
  return toPage(rows, limit, (row) => ({ key: row.createdAt.toISOString(), id: Number(row.id) }), toSuggestion);
}

/** Returns a suggestion to the person it is about. @throws NOT_FOUND for all other people, including admins */
export async function readSuggestion(prisma: PrismaService, profileId: number, id: number): Promise<Suggestion> {
  const row = await prisma.suggestion.findFirst({ where: { id, profileId }, include: WITH_NAMES });
  if (!row) throw notFound('suggestion');
  return toSuggestion(row);
}

/** Without a time from the person, the decisions of the last days are new. */
function decidedBeforeOrAfter(isBefore: boolean, seenUntil = new Date(Date.now() - FIRST_VISIT_DAYS * 24 * 3_600_000)) {
  return { resolvedAt: isBefore ? { lte: seenUntil } : { gt: seenUntil } };
}
