import { isDeepStrictEqual } from 'node:util';
import type { DirectoryProject, ErrorCode, ProjectStatus } from '@skilltrace/contract';
import type { Person } from './find-people.js';

export interface ProjectRow {
  externalId: string;
  name: string;
  description: string;
  status: ProjectStatus;
  techLeadId: number;
  metadata: Record<string, unknown>;
  /** The declared scope, in order of id. */
  skillIds: number[];
}

export interface StandingProject extends ProjectRow {
  id: number;
  /** Whether it was ever completed; it may have been archived since. */
  wasCompleted: boolean;
}

export interface Known {
  people: ReadonlyMap<string, Person>;
  skills: ReadonlyMap<string, { id: number; isActive: boolean }>;
}

export type ProjectPlan =
  | { action: 'create'; after: ProjectRow }
  | { action: 'update'; before: StandingProject; after: ProjectRow }
  | { action: 'keep' }
  | { action: 'reject'; code: ErrorCode; message: string };

const reject = (code: ErrorCode, message: string) => ({ action: 'reject', code, message }) as const;

/** Decides what an entry does to the project that stands, if one does; the rules are those of changing it by hand. */
export function planProject(entry: DirectoryProject, before: StandingProject | undefined, { people, skills }: Known): ProjectPlan {
  const lead = people.get(entry.techLead);
  if (!lead) return reject('NOT_FOUND', 'There is no person with the techLead’s address.');
  if (lead.hasLeft && before?.techLeadId !== lead.id) return reject('CONFLICT', 'The techLead is not active any more.');

  const declared = entry.skills?.map((name) => ({ name, skill: skills.get(name) }));
  const unknown = declared?.find(({ skill }) => !skill);
  if (unknown) return reject('NOT_FOUND', `There is no skill ${unknown.name}.`);
  const inactive = declared?.find(({ skill }) => skill && !skill.isActive && !before?.skillIds.includes(skill.id));
  if (inactive) return reject('SKILL_INACTIVE', `The skill ${inactive.name} is not active any more.`);
  const skillIds = declared && [...new Set(declared.flatMap(({ skill }) => skill?.id ?? []))].toSorted((a, b) => a - b);

  const after: ProjectRow = {
    externalId: entry.externalId,
    name: entry.name,
    description: entry.description ?? before?.description ?? '',
    status: entry.status ?? before?.status ?? 'active',
    techLeadId: lead.id,
    metadata: entry.metadata ?? before?.metadata ?? {},
    skillIds: skillIds ?? before?.skillIds ?? [],
  };
  if (!before) return { action: 'create', after };
  if (before.status === 'completed' ? after.status !== 'completed' : before.wasCompleted && after.status === 'active')
    return reject('CONFLICT', 'A completed project stays completed.');
  if (before.status === 'archived' && after.status === 'completed')
    return reject('PROJECT_NOT_ACTIVE', 'An archived project cannot be completed.');
  const { id: _id, wasCompleted: _, ...standing } = before;
  if (isDeepStrictEqual(standing, after)) return { action: 'keep' };
  if (changesScope(before, after) && before.status !== 'active' && after.status !== 'active') {
    return reject('PROJECT_NOT_ACTIVE', 'The declared skills of a project that is not active are not changed.');
  }
  return { action: 'update', before, after };
}

export function changesScope(before: ProjectRow, after: ProjectRow): boolean {
  return !isDeepStrictEqual(before.skillIds, after.skillIds);
}
