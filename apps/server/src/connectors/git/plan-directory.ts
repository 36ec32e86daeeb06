import type { DirectoryAssignment, SyncDirectoryBody } from '@skilltrace/contract';
import type { Connection } from '../../platform/database/connection.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Author } from './author.js';
import { RejectedCommits } from './rejected-commits.js';
import type { Work } from './survey-history.js';

const FIND_PROJECT = `
  SELECT p.id, p.inactive_since AS "inactiveSince",
         ARRAY(SELECT s.skill_name FROM project_skills ps JOIN skills s ON s.id = ps.skill_id WHERE ps.project_id = p.id ORDER BY s.skill_name) AS skills
    FROM projects p WHERE p.external_id = $1`;
const FIND_SKILLS = `
  SELECT name FROM skill_names WHERE name = ANY ($1::text[])`;
// One row per assignment to the project, and one for a person without any.
const FIND_PEOPLE = `
  SELECT lower(p.email) AS email, p.deactivated_at AS "leftAt", a.started_at AS "startedAt", a.ended_at AS "endedAt"
    FROM profiles p LEFT JOIN assignments a ON a.profile_id = p.id AND a.project_id = $2
   WHERE lower(p.email) = ANY ($1::text[]) AND p.erased_at IS NULL
   ORDER BY a.started_at`;

export interface GitProject {
  name: string;
  externalId: string;
  /** The skills that a new project declares. */
  skills: readonly string[];
  techLead: string | undefined;
}

export interface ExistingProject extends Record<string, unknown> {
  id: number;
  /** When the project was completed or archived. */
  inactiveSince: string | null;
  skills: string[];
}

/** Finds the project that earlier imports under this name created. */
export async function findGitProject(connection: Connection, externalId: string): Promise<ExistingProject | undefined> {
  const [project] = await connection.query<ExistingProject>(FIND_PROJECT, [externalId]);
  return project;
}

export interface DirectoryPlan {
  /** The records to create before the accepted works can be imported. */
  payload: SyncDirectoryBody;
  accepted: Work[];
  /** Works from times at which their authors were not on the project. */
  rejected: RejectedCommits;
}

interface Person {
  leftAt: string | null;
  periods: { startedAt: string; endedAt: string | null }[];
}

interface Member {
  author: Author;
  /** Undefined for an author without a profile. */
  person: Person | undefined;
  commits: number;
  lastAt: string;
  /** The time of the earliest accepted work that no assignment covers. */
  uncoveredFrom: string | undefined;
}

/**
 * Decides which new works can be imported, and which records are missing for them: skills, the project, authors, and an
 * assignment for each author that starts with their earliest work. Existing records are left out of the payload, so that an
 * import does not undo manual changes.
 *
 * Work is accepted if it is dated before the person left, before their assignment ended, and before the project was completed
 * or archived. Later work is rejected, no matter when the import runs.
 *
 * @throws DomainError if there is no Tech Lead for a new project
 */
export async function planDirectory(
  connection: Connection,
  project: GitProject,
  existing: ExistingProject | undefined,
  fresh: readonly Work[],
): Promise<DirectoryPlan> {
  const rejected = new RejectedCommits();
  if (existing && fresh.length === 0) return { payload: {}, accepted: [], rejected };

  const people = await findPeople(connection, [...fresh.map(({ author }) => author.email), project.techLead ?? []].flat(), existing?.id);
  const members = new Map<string, Member>();
  const accepted: Work[] = [];
  for (const work of fresh) {
    const { at, author, hash } = work;
    const person = people.get(author.email);
    const isCovered = person?.periods.some(({ startedAt, endedAt }) => startedAt <= at && (endedAt === null || endedAt > at)) ?? false;
    if (existing?.inactiveSince != null && at >= existing.inactiveSince) {
      rejected.add(hash, 'PROJECT_NOT_ACTIVE', 'The project was not active at that time.');
      continue;
    }
    const refusal = isCovered ? undefined : refusalOf(at, person);
    if (refusal !== undefined) {
      rejected.add(hash, 'FORBIDDEN', refusal);
      continue;
    }
    accepted.push(work);
    const member = members.get(author.email) ?? { author, person, commits: 0, lastAt: at, uncoveredFrom: undefined };
    members.set(author.email, member);
    member.commits += 1;
    if (at >= member.lastAt) Object.assign(member, { author, lastAt: at });
    if (!isCovered && (member.uncoveredFrom === undefined || at < member.uncoveredFrom)) member.uncoveredFrom = at;
  }

  const skills = existing?.skills ?? project.skills;
  const payload: SyncDirectoryBody = {
    profiles: [...members.values()].filter(({ person }) => !person).map(({ author: { email, name } }) => ({ email, name })),
    assignments: [...members.values()].flatMap((member) => assignmentOf(member, project, skills, existing?.inactiveSince)),
  };
  if (!existing) {
    const known = new Set((await connection.query<{ name: string }>(FIND_SKILLS, [project.skills])).map(({ name }) => name));
    payload.skills = project.skills.filter((name) => !known.has(name)).map((name) => ({ name, category: 'Imported' }));
    payload.projects = [
      { externalId: project.externalId, name: project.name, techLead: techLeadOf(project, members, people), skills: [...skills] },
    ];
  }
  return { payload, accepted, rejected };
}

async function findPeople(connection: Connection, emails: readonly string[], projectId: number | undefined): Promise<Map<string, Person>> {
  const rows = await connection.query<{ email: string; leftAt: string | null; startedAt: string | null; endedAt: string | null }>(
    FIND_PEOPLE,
    [[...new Set(emails)], projectId ?? null],
  );
  const people = new Map<string, Person>();
  for (const { email, leftAt, startedAt, endedAt } of rows) {
    const person = people.get(email) ?? { leftAt, periods: [] };
    people.set(email, person);
    if (startedAt !== null) person.periods.push({ startedAt, endedAt });
  }
  return people;
}

/** Why a work that no assignment covers is rejected. Undefined if an assignment can be created for it. */
function refusalOf(at: string, person: Person | undefined): string | undefined {
  const [earliest] = person?.periods ?? [];
  if (earliest) return at < earliest.startedAt ? undefined : 'The author was not assigned to the project at that time.';
  return person?.leftAt != null && at >= person.leftAt ? 'The author had already left at that time.' : undefined;
}

/**
 * The missing assignment of an author, if any. It ends when an existing assignment starts, when the person left or when the
 * project ended.
 */
function assignmentOf(
  { author, person, uncoveredFrom }: Member,
  project: GitProject,
  tags: readonly string[],
  inactiveSince: string | null | undefined,
): DirectoryAssignment[] {
  if (uncoveredFrom === undefined) return [];
  const end = person?.periods[0]?.startedAt ?? [person?.leftAt, inactiveSince].filter((each) => each != null).toSorted()[0];
  return [
    {
      email: author.email,
      projectExternalId: project.externalId,
      role: 'Contributor',
      tags: [...tags],
      startedAt: uncoveredFrom,
      ...(end === undefined ? {} : { endedAt: end }),
    },
  ];
}

function techLeadOf(project: GitProject, members: ReadonlyMap<string, Member>, people: ReadonlyMap<string, Person>): string {
  if (project.techLead !== undefined) {
    if (!people.has(project.techLead) && !members.has(project.techLead))
      throw new DomainError('VALIDATION_FAILED', '--tech-lead {techLead} is neither an existing person nor an author in this history.', {
        params: { techLead: project.techLead },
      });
    return project.techLead;
  }
  const [lead] = [...members.values()]
    .filter(({ person }) => person?.leftAt == null)
    .toSorted((a, b) => b.commits - a.commits || (a.author.email < b.author.email ? -1 : 1));
  if (!lead)
    throw new DomainError('VALIDATION_FAILED', 'No author in this history can lead the project. Choose a Tech Lead with --tech-lead.');
  return lead.author.email;
}
