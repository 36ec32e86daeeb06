import type { MentorshipSession } from '@skilltrace/contract';

export interface GroupedSessions {
  /** I am the mentor, and asked to answer, or its time has passed and only I can say that it was held. */
  waitingForMe: MentorshipSession[];
  /** The same, where the mentor is somebody else. */
  waitingForOthers: MentorshipSession[];
  /** Accepted and ahead: by time, those without one last. */
  upcoming: MentorshipSession[];
}

/** Sorts sessions that are asked for or accepted by who has to do something. Waiting ones keep their order. */
export function groupSessions(sessions: readonly MentorshipSession[], me: number, now: Date): GroupedSessions {
  const groups: GroupedSessions = { waitingForMe: [], waitingForOthers: [], upcoming: [] };
  for (const session of sessions) {
    if (session.status === 'accepted' && !isTimePast(session, now)) groups.upcoming.push(session);
    else if (session.mentorId === me) groups.waitingForMe.push(session);
    else groups.waitingForOthers.push(session);
  }
  const at = ({ scheduledAt }: MentorshipSession) => (scheduledAt === null ? Number.POSITIVE_INFINITY : Date.parse(scheduledAt));
  // Two without a time are apart by NaN, which counts as equal.
  groups.upcoming.sort((a, b) => at(a) - at(b) || 0);
  return groups;
}

export const isTimePast = ({ scheduledAt }: MentorshipSession, now: Date): boolean =>
  scheduledAt !== null && Date.parse(scheduledAt) < now.getTime();
