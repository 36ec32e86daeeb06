import type { ListMentorshipSessionsQuery, MentorshipSession, Page } from '@skilltrace/contract';
import type { Caller } from '../platform/auth/caller.js';
import type { PrismaService } from '../platform/database/prisma.js';
import { notFound } from '../platform/errors/domain-error.js';
import { isTimeKey, readCursor, rowsToQuery, toPage } from '../platform/http/cursor.js';
import { toSession, WITH_NAMES } from './session-row.js';

/**
 * Lists sessions, newest first: all of them for admins, for others those in which the caller takes part. `profileId` selects
 * sessions with that person, `status` selects sessions in one of the given states.
 */
export async function listSessions(
  prisma: PrismaService,
  caller: Caller,
  { status, profileId, limit, cursor }: ListMentorshipSessionsQuery,
): Promise<Page<MentorshipSession>> {
  const after = readCursor(cursor, isTimeKey);
  const rows = await prisma.mentorshipSession.findMany({
    where: {
      AND: [visibleTo(caller), profileId === undefined ? {} : withPerson(profileId)],
      status: status && { in: status },
      OR: after && [{ createdAt: { lt: after.key } }, { createdAt: after.key, id: { lt: after.id } }],
    },
    include: WITH_NAMES,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: rowsToQuery(limit),
  });
  return toPage(rows, limit, (row) => ({ key: row.createdAt.toISOString(), id: Number(row.id) }), toSession);
}

/** Reads a session for its intern, its mentor or an admin. @throws NOT_FOUND for unknown sessions and for other callers */
export async function readSession(prisma: PrismaService, caller: Caller, id: number): Promise<MentorshipSession> {
  const row = await prisma.mentorshipSession.findFirst({ where: { id, ...visibleTo(caller) }, include: WITH_NAMES });
  if (!row) throw notFound('mentorship session');
  return toSession(row);
}

function visibleTo(caller: Caller) {
  return caller.isAdmin ? {} : withPerson(caller.profileId);
}

function withPerson(profileId: number) {
  return { OR: [{ internId: profileId }, { mentorId: profileId }] };
}
