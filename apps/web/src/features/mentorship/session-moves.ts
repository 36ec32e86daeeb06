import type { MentorshipSession } from '@skilltrace/contract';

export type Move = 'accept' | 'decline' | 'complete' | 'schedule' | 'cancel';

/**
 * What somebody may do with a session as it stands, the likeliest first: the mentor answers and completes, either of the
 * two schedules and cancels, an admin cancels. A mentor who is asked declines; cancelling would say the same.
 */
export function movesOf({ status, mentorId, internId }: MentorshipSession, me: number, isAdmin: boolean): Move[] {
  if (status !== 'pending' && status !== 'accepted') return [];
  if (mentorId === me) return status === 'pending' ? ['accept', 'decline', 'schedule'] : ['complete', 'schedule', 'cancel'];
  if (internId === me) return ['schedule', 'cancel'];
  return isAdmin ? ['cancel'] : [];
}
