import { isDeepStrictEqual } from 'node:util';
import { refuse, refuseField, type Refusal } from './refusal.js';
import { contradiction, groupBy } from './section-tally.js';

/** An entry whose person and project were found. */
export interface AssignmentEntry {
  index: number;
  profileId: number;
  projectId: number;
  hasLeft: boolean;
  /** How and when the project stopped being active. Undefined while it is active. */
  closed?: { isCompleted: boolean; at: string };
  role: string;
  /** Current skill names, and free tags. */
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

export interface KnownAssignment extends AssignmentRow {
  id: number;
}

export type AssignmentPlan = { index: number } & (
  | { action: 'create'; after: AssignmentRow }
  | { action: 'update'; after: KnownAssignment }
  | { action: 'keep'; after: AssignmentRow }
  | { action: 'reject'; refusal: Refusal }
);

type Decision =
  | { action: 'create' | 'keep'; after: AssignmentRow }
  | { action: 'update'; after: KnownAssignment }
  | { action: 'reject'; refusal: Refusal };

/**
 * Decides how the entries for one person and one project change the existing assignments. Times are ISO 8601 in UTC, so they
 * compare as text.
 *
 * An entry matches the assignment with the same start, else the one with the same end, else the active one, unless the entry
 * ended before that one started. An entry without a match is a new assignment. If entries match the same assignment and differ,
 * all of them are rejected. The order of the entries does not matter.
 *
 * @param currentName returns the current name of the skill that a tag names
 */
export function planAssignments(
  entries: readonly AssignmentEntry[],
  known: readonly KnownAssignment[],
  now: string,
  currentName: (tag: string) => string = (tag) => tag,
): AssignmentPlan[] {
  const plans: AssignmentPlan[] = [];
  const claims = new Map<number, AssignmentEntry[]>();
  const claim = (row: KnownAssignment, entry: AssignmentEntry) => claims.set(row.id, [...(claims.get(row.id) ?? []), entry]);
  const rest: AssignmentEntry[] = [];
  for (const entry of entries) {
    const refusal = problemOfTimes(entry, now);
    const exact = known.find((row) => row.startedAt === entry.startedAt);
    if (refusal) plans.push({ index: entry.index, action: 'reject', refusal });
    else if (exact) claim(exact, entry);
    else rest.push(entry);
  }

  const isExact = new Set(claims.keys());
  const active = known.find((row) => row.endedAt === null);
  const endsActive = () => {
    const group = (active && claims.get(active.id)) ?? [];
    return decideTogether(group, (entry) => change(entry, active as KnownAssignment, currentName)).some(
      (plan) => plan.action === 'update' && plan.after.endedAt !== null,
    );
  };
  const isEndedByStart = endsActive();
  const fresh: AssignmentEntry[] = [];
  for (const entry of rest.filter(({ endedAt }) => endedAt !== undefined)) {
    const ended = known.find((row) => row.endedAt === entry.endedAt && !isExact.has(row.id));
    if (ended) claim(ended, entry);
    else if (active && !isEndedByStart && entry.endedAt !== undefined && entry.endedAt > active.startedAt) claim(active, entry);
    else fresh.push(entry);
  }
  const isOver = endsActive();
  for (const entry of rest.filter(({ endedAt }) => endedAt === undefined)) {
    const [latest] = known;
    if (active && !isOver) claim(active, entry);
    // A repeated entry for a project that has ended changes nothing.
    else if (latest && entry.closed && entry.startedAt === undefined && change(entry, latest, currentName).action === 'keep')
      claim(latest, entry);
    else fresh.push(entry);
  }

  for (const row of known) plans.push(...decideTogether(claims.get(row.id) ?? [], (entry) => change(entry, row, currentName)));
  // Of the new assignments, each start makes one, and one has no end.
  const open = fresh.filter(({ endedAt }) => endedAt === undefined);
  const startOf = ({ startedAt }: AssignmentEntry) => (open.some((one) => one.startedAt === startedAt) ? 'open' : startedAt);
  const groups = groupBy(fresh, (entry) => (entry.endedAt === undefined ? 'open' : startOf(entry)));
  for (const group of groups.values()) plans.push(...decideTogether(group, (entry) => create(entry, now)));
  return plans;
}

/** Decides on entries that match the same assignment. Duplicates are applied once, and contradictory entries are all rejected. */
function decideTogether(group: readonly AssignmentEntry[], decide: (entry: AssignmentEntry) => Decision): AssignmentPlan[] {
  const decided = group.map((entry) => ({ index: entry.index, ...decide(entry) }));
  const possible = decided.filter((plan) => plan.action !== 'reject');
  const [first] = possible;
  if (first === undefined) return decided;
  const different = possible.find(({ after }) => !isDeepStrictEqual(after, first.after));
  return decided.map((plan) => {
    if (plan.action === 'reject') return plan;
    if (!different) return plan.index === first.index ? plan : { index: plan.index, action: 'keep', after: plan.after };
    const other = plan.index === first.index ? different.index : first.index;
    return { index: plan.index, ...reject(contradiction(`assignments.${other}`, 'assignment')) };
  });
}

const reject = (refusal: Refusal): Decision => ({ action: 'reject', refusal });

function problemOfTimes({ startedAt, endedAt }: AssignmentEntry, now: string): Refusal | undefined {
  if (startedAt !== undefined && startedAt > now) return refuseField('startedAt', 'must not be in the future');
  if (endedAt !== undefined && endedAt > now) return refuseField('endedAt', 'must not be in the future');
  if (startedAt !== undefined && endedAt !== undefined && endedAt < startedAt)
    return refuse('VALIDATION_FAILED', 'The field endedAt must not be before startedAt.', { field: 'endedAt' });
  return undefined;
}

function create({ index: _, hasLeft, closed, ...entry }: AssignmentEntry, now: string): Decision {
  const startedAt = entry.startedAt ?? (closed || entry.endedAt !== undefined ? undefined : now);
  if (startedAt === undefined)
    return closed && entry.endedAt === undefined
      ? reject(
          refuse('PROJECT_NOT_ACTIVE', 'The project was active until {at}. A new assignment needs startedAt.', {
            field: 'startedAt',
            params: { at: closed.at },
          }),
        )
      : reject(refuse('VALIDATION_FAILED', 'A new assignment with an end needs startedAt.', { field: 'startedAt' }));
  if (closed && startedAt > closed.at)
    return reject(refuse('PROJECT_NOT_ACTIVE', 'The project was active until {at}.', { field: 'startedAt', params: { at: closed.at } }));
  if (closed?.isCompleted && entry.endedAt !== undefined && entry.endedAt > closed.at)
    return reject(refuse('PROJECT_NOT_ACTIVE', 'The project was completed at {at}.', { field: 'endedAt', params: { at: closed.at } }));
  // A person who was still on a project when it was completed was on it until then.
  const endedAt = entry.endedAt ?? (closed?.isCompleted ? closed.at : null);
  if (endedAt === null && closed)
    return reject(refuse('PROJECT_NOT_ACTIVE', 'The project is archived. A new assignment needs endedAt.', { field: 'endedAt' }));
  if (endedAt === null && hasLeft) return reject(refuse('CONFLICT', 'This person has left.', { field: 'email' }));
  return { action: 'create', after: { ...entry, tags: entry.tags ?? [], startedAt, endedAt } };
}

function change(entry: AssignmentEntry, before: KnownAssignment, currentName: (tag: string) => string): Decision {
  if (before.endedAt !== null && entry.endedAt !== undefined && entry.endedAt !== before.endedAt)
    return reject(
      refuse('CONFLICT', 'The assignment ended at {at}. This time cannot be changed.', {
        field: 'endedAt',
        params: { at: before.endedAt },
      }),
    );
  if (entry.endedAt !== undefined && entry.endedAt < before.startedAt)
    return reject(
      refuse('VALIDATION_FAILED', 'The assignment started at {at}, which is after endedAt.', {
        field: 'endedAt',
        params: { at: before.startedAt },
      }),
    );
  // An ended assignment keeps the skill names that it had.
  const keepsTags = !entry.tags || isDeepStrictEqual(entry.tags, [...new Set(before.tags.map(currentName))]);
  const after = {
    ...before,
    role: entry.role,
    tags: keepsTags ? before.tags : (entry.tags ?? []),
    endedAt: before.endedAt ?? entry.endedAt ?? null,
  };
  return isDeepStrictEqual(after, before) ? { action: 'keep', after } : { action: 'update', after };
}
