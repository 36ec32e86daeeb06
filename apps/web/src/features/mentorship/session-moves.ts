import type { MentorshipSession } from '@skilltrace/contract';
import { roleIn, sessionChangeProblem, type SessionChange } from '@skilltrace/domain/mentorship/session-change';

export type Move = 'accept' | 'decline' | 'complete' | 'schedule' | 'cancel';

/** The most likely move first. */
const CHANGES: Record<Move, SessionChange> = {
  accept: { status: 'accepted' },
  complete: { status: 'completed' },
  decline: { status: 'declined' },
  schedule: { scheduledAt: null },
  cancel: { status: 'cancelled' },
};
const MOVES = Object.keys(CHANGES) as Move[];

/** The moves that are offered to this person. A mentor declines a request instead of canceling it, because both have the same effect. */
export function movesOf(session: MentorshipSession, me: number, isAdmin: boolean): Move[] {
  const role = roleIn(session, me, isAdmin);
  if (role === undefined) return [];
  const allowed = MOVES.filter((move) => sessionChangeProblem(session.status, role, CHANGES[move]) === undefined);
  return allowed.includes('decline') ? allowed.filter((move) => move !== 'cancel') : allowed;
}
