import { isDeepStrictEqual } from 'node:util';
import type { DirectoryProject, ProjectStatus } from '@skilltrace/contract';
import { projectMoveProblem } from '@skilltrace/domain/projects/life-cycle';
import type { Person } from './find-people.js';
import type { Skill } from './find-skills.js';
import type { Referred } from './references.js';
import { refuse, refuseField, type Refusal } from './refusal.js';

export interface ProjectRow {
  externalId: string;
  name: string;
  description: string;
  status: ProjectStatus;
  techLeadId: number;
  metadata: Record<string, unknown>;
  /** The declared skills, ordered by id. */
  skillIds: number[];
}

export interface KnownProject extends ProjectRow {
  id: number;
  /** When the project was completed. It may have been archived since. */
  completedAt: string | null;
  /** The time of the latest activity on the project: start or end of an assignment, or an update. */
  lastActivityAt: string | null;
}

/** The records that a project entry refers to. */
export interface ReferredByProject {
  lead: Referred<Person>;
  skills?: readonly Referred<Skill>[];
}

export type ProjectPlan =
  | { action: 'create'; after: ProjectRow }
  | { action: 'update'; before: KnownProject; after: ProjectRow }
  | { action: 'keep'; before: KnownProject }
  | { action: 'reject'; refusal: Refusal };

const reject = (refusal: Refusal): ProjectPlan => ({ action: 'reject', refusal });

/** Decides how an entry changes an existing project or creates one. The rules are the same as for manual changes. */
export function planProject(
  entry: DirectoryProject,
  before: KnownProject | undefined,
  { lead, skills }: ReferredByProject,
  now: string,
): ProjectPlan {
  if (lead.refusal) return { action: 'reject', refusal: lead.refusal };
  if (lead.found.hasLeft && before?.techLeadId !== lead.found.id)
    return reject(refuse('CONFLICT', 'The Tech Lead has left.', { field: 'techLead' }));
  for (const { refusal, found } of skills ?? []) {
    if (refusal) return { action: 'reject', refusal };
    if (!found.isActive && !before?.skillIds.includes(found.id))
      return reject(refuse('SKILL_INACTIVE', 'The skill {skill} is inactive.', { field: 'skills', params: { skill: found.name } }));
  }
  const skillIds = skills && [...new Set(skills.flatMap(({ found }) => found?.id ?? []))].toSorted((a, b) => a - b);
  const after: ProjectRow = {
    externalId: entry.externalId,
    name: entry.name,
    description: entry.description ?? before?.description ?? '',
    status: entry.status ?? before?.status ?? 'active',
    techLeadId: lead.found.id,
    metadata: entry.metadata ?? before?.metadata ?? {},
    skillIds: skillIds ?? before?.skillIds ?? [],
  };
  const problem = problemOfCompletion(entry, before, now);
  if (problem) return problem;
  if (!before) return { action: 'create', after };
  const problemOfMove = projectMoveProblem(before, after.status);
  // A completed project can be archived manually, but not by a file.
  if (problemOfMove === 'WAS_COMPLETED' || (before.status === 'completed' && after.status !== 'completed'))
    return reject(refuse('CONFLICT', 'The status of a completed project cannot be changed.', { field: 'status' }));
  if (problemOfMove === 'IS_ARCHIVED')
    return reject(refuse('PROJECT_NOT_ACTIVE', 'An archived project cannot be completed.', { field: 'status' }));
  const { id: _id, completedAt: _at, lastActivityAt: _last, ...existing } = before;
  if (isDeepStrictEqual(existing, after)) return { action: 'keep', before };
  if (changesScope(before, after) && before.status !== 'active' && after.status !== 'active')
    return reject(
      refuse('PROJECT_NOT_ACTIVE', 'The declared skills of a project that is not active cannot be changed.', { field: 'skills' }),
    );
  return { action: 'update', before, after };
}

function problemOfCompletion(
  { status, completedAt }: DirectoryProject,
  before: KnownProject | undefined,
  now: string,
): ProjectPlan | undefined {
  if (completedAt === undefined) return undefined;
  const field = 'completedAt';
  if (status !== 'completed') return reject(refuse('VALIDATION_FAILED', 'The field completedAt needs the status completed.', { field }));
  if (completedAt > now) return reject(refuseField(field, 'must not be in the future'));
  if (before?.status === 'completed' && before.completedAt !== null)
    return before.completedAt === completedAt
      ? undefined
      : reject(
          refuse('CONFLICT', 'The project was completed at {at}. This time cannot be changed.', {
            field,
            params: { at: before.completedAt },
          }),
        );
  if (before?.lastActivityAt && completedAt < before.lastActivityAt)
    return reject(
      refuse('CONFLICT', 'The project was still active at {at}, which is after completedAt.', {
        field,
        params: { at: before.lastActivityAt },
      }),
    );
  return undefined;
}

export function changesScope(before: ProjectRow, after: ProjectRow): boolean {
  return !isDeepStrictEqual(before.skillIds, after.skillIds);
}
