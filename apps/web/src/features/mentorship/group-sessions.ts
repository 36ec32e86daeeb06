import type { MentorshipSession } from '@skilltrace/contract';

export interface GroupedSessions {
  /** The viewer is the mentor, and has to answer the request, or to complete the session because its time has passed. */
  waitingForMe: MentorshipSession[];
  /** The same for sessions in which another person is the mentor. */
  waitingForOthers: MentorshipSession[];
  /** Accepted sessions whose time has not passed, sorted by time. Sessions without a time are last. */
  upcoming: MentorshipSession[];
}

/** Groups pending and accepted sessions by the person who has to act next. Waiting sessions keep their order. */
export function groupSessions(sessions: readonly MentorshipSession[], me: number, now: Date): GroupedSessions {
  const groups: GroupedSessions = { waitingForMe: [], waitingForOthers: [], upcoming: [] };
  for (const session of sessions) {
    if (session.status === 'accepted' && !isTimePast(session, now)) groups.upcoming.push(session);
    else if (session.mentorId === me) groups.waitingForMe.push(session);
    else groups.waitingForOthers.push(session);
  }
  const at = ({ scheduledAt }: MentorshipSession) => (scheduledAt === null ? Number.POSITIVE_INFINITY : Date.parse(scheduledAt));
  // For two sessions without a time the difference is NaN, which counts as equal.
  groups.upcoming.sort((a, b) => at(a) - at(b) || 0);
  return groups;
}

export const isTimePast = ({ scheduledAt }: MentorshipSession, now: Date): boolean =>
  scheduledAt !== null && Date.parse(scheduledAt) < now.getTime();
