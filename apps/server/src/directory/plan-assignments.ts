import type { ErrorCode } from '@skilltrace/contract';

/** An entry whose person and project are known. */
export interface AssignmentEntry {
  index: number;
  profileId: number;
  projectId: number;
  hasLeft: boolean;
  projectIsActive: boolean;
  role: string;
  tags?: readonly string[];
  startedAt?: string;
  endedAt?: string;
}

export interface AssignmentRow {
  profileId: number;
  projectId: number;
  role: string;
  tags: readonly string[];
  startedAt: string;
  endedAt: string | null;
}

export interface StandingAssignment extends AssignmentRow {
  id: number;
}

export type AssignmentPlan = { index: number } & (
  | { action: 'create'; after: AssignmentRow }
  | { action: 'update'; after: StandingAssignment }
  | { action: 'keep' }
  | { action: 'reject'; code: ErrorCode; message: string }
);

/**
 * Decides what the entries about one person and one project do to the assignments that stand there. Times are ISO 8601
 * in UTC, so that they compare as text.
 *
 * An entry means the assignment that started when it says; else the one that ended when it says; else the active one,
 * unless it ended before that began. Where none is left for it, it is a new one.
 */
export function planAssignments(
  entries: readonly AssignmentEntry[],
  standing: readonly StandingAssignment[],
  now: string,
): AssignmentPlan[] {
  const plans: AssignmentPlan[] = [];
  const taken = new Map<number, AssignmentPlan>();
  const created: AssignmentRow[] = [];
  const settle = (plan: AssignmentPlan) => {
    plans.push(plan);
    return plan;
  };
  const reject = ({ index }: AssignmentEntry, code: ErrorCode, message: string) => settle({ index, action: 'reject', code, message });
  const take = (entry: AssignmentEntry, row: StandingAssignment) => {
    if (taken.has(row.id)) return reject(entry, 'CONFLICT', 'Another entry of this section means the same assignment.');
    const plan = settle(change(entry, row));
    if (plan.action !== 'reject') taken.set(row.id, plan);
    return plan;
  };

  const timely = entries.filter((entry) => {
    const { startedAt, endedAt } = entry;
    const problem =
      startedAt !== undefined && startedAt > now
        ? 'startedAt must not lie in the future'
        : endedAt !== undefined && endedAt > now
          ? 'endedAt must not lie in the future'
          : startedAt !== undefined && endedAt !== undefined && endedAt < startedAt
            ? 'endedAt must not lie before startedAt'
            : undefined;
    if (problem) reject(entry, 'VALIDATION_FAILED', problem);
    return !problem;
  });
  const rest = timely.filter((entry) => {
    const exact = standing.find((row) => row.startedAt === entry.startedAt);
    if (exact) take(entry, exact);
    return !exact;
  });
  const active = standing.find((row) => row.endedAt === null);
  for (const entry of rest) {
    const ended = entry.endedAt === undefined ? undefined : standing.find((row) => row.endedAt === entry.endedAt && !taken.has(row.id));
    const claim = active && taken.get(active.id);
    const activeIsOver = claim?.action === 'update' && claim.after.endedAt !== null;
    const means =
      ended ?? (active && !activeIsOver && (entry.endedAt === undefined || entry.endedAt > active.startedAt) ? active : undefined);
    if (means) {
      take(entry, means);
    } else if (entry.endedAt !== undefined && entry.startedAt === undefined) {
      reject(entry, 'VALIDATION_FAILED', 'An assignment that is over and unknown needs its startedAt.');
    } else if (entry.endedAt === undefined && !entry.projectIsActive) {
      reject(entry, 'PROJECT_NOT_ACTIVE', 'The project is not active any more.');
    } else if (entry.endedAt === undefined && entry.hasLeft) {
      reject(entry, 'CONFLICT', 'This person is not active any more.');
    } else if (created.some((row) => row.startedAt === (entry.startedAt ?? now) || (row.endedAt === null && entry.endedAt === undefined))) {
      reject(entry, 'CONFLICT', 'Another entry of this section means the same assignment.');
    } else {
      const after = {
        profileId: entry.profileId,
        projectId: entry.projectId,
        role: entry.role,
        tags: entry.tags ?? [],
        startedAt: entry.startedAt ?? now,
        endedAt: entry.endedAt ?? null,
      };
      created.push(after);
      settle({ index: entry.index, action: 'create', after });
    }
  }
  return plans;
}

function change(entry: AssignmentEntry, before: StandingAssignment): AssignmentPlan {
  const { index } = entry;
  const reject = (code: ErrorCode, message: string) => ({ index, action: 'reject', code, message }) as const;
  if (before.endedAt !== null && entry.endedAt !== undefined && entry.endedAt !== before.endedAt)
    return reject('CONFLICT', 'An end that stands is not changed.');
  if (entry.endedAt !== undefined && entry.endedAt < before.startedAt)
    return reject('VALIDATION_FAILED', 'endedAt must not lie before the start that stands');
  const after = { ...before, role: entry.role, tags: entry.tags ?? before.tags, endedAt: before.endedAt ?? entry.endedAt ?? null };
  const same = after.role === before.role && after.endedAt === before.endedAt && JSON.stringify(after.tags) === JSON.stringify(before.tags);
  return same ? { index, action: 'keep' } : { index, action: 'update', after };
}
