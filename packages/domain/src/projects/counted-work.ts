/** A period in which a person was on a project. Times are ISO 8601 in UTC with milliseconds, so that they can be compared as text. */
export interface AssignmentPeriod {
  startedAt: string;
  /** `null` while the assignment has not ended. */
  endedAt: string | null;
}

/**
 * Whether a person's work on a project at a certain time counts, so that an update from that time emits signals: the project
 * was active, and an assignment had started and not ended.
 *
 * @param assignments the person's assignments to the project, in any order
 * @param inactiveSince when the project was completed or archived; `null` while it is active
 */
export function workCounts(assignments: readonly AssignmentPeriod[], inactiveSince: string | null, at: string): boolean {
  if (inactiveSince !== null && at >= inactiveSince) return false;
  return assignments.some(({ startedAt, endedAt }) => startedAt <= at && (endedAt === null || at < endedAt));
}
