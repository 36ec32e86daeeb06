import type { SyncDirectoryBody } from '@skilltrace/contract';
import type { Connection } from '../platform/database/connection.js';
import { UsageError } from './command-io.js';
import type { Author, Survey } from './git-authors.js';

const FIND_PROJECT = `
  SELECT p.id, ARRAY(SELECT s.skill_name FROM project_skills ps JOIN skills s ON s.id = ps.skill_id WHERE ps.project_id = p.id ORDER BY s.skill_name) AS skills
    FROM projects p WHERE p.external_id = $1`;
const FIND_SKILLS = 'SELECT skill_name AS name FROM skills WHERE skill_name = ANY ($1::text[])';
const FIND_PEOPLE = `
  SELECT p.email, p.deactivated_at IS NOT NULL AS "hasLeft",
         (SELECT min(a.started_at) FROM assignments a WHERE a.profile_id = p.id AND a.project_id = $2) AS "assignedSince"
    FROM profiles p WHERE p.email = ANY ($1::text[])`;

export interface GitProject {
  name: string;
  externalId: string;
  /** Declared where the project is new. */
  skills: readonly string[];
  techLead: string | undefined;
}

interface KnownPerson {
  email: string;
  hasLeft: boolean;
  assignedSince: string | null;
}

/**
 * What the directory lacks before the commits can be imported: skills, the project, its authors, and an assignment of
 * each since their earliest commit. What stands is left out, so that what people changed by hand stays changed.
 *
 * @throws UsageError where the Tech Lead is nobody, or nobody could be one
 */
export async function planGitDirectory(connection: Connection, project: GitProject, { authors }: Survey) {
  const [standing] = await connection.query<{ id: number; skills: string[] }>(FIND_PROJECT, [project.externalId]);
  const wanted = [...authors.keys(), ...(project.techLead === undefined ? [] : [project.techLead])];
  const known = new Map(
    (await connection.query<KnownPerson & Record<string, unknown>>(FIND_PEOPLE, [wanted, standing?.id ?? null])).map((person) => [
      person.email,
      person as KnownPerson,
    ]),
  );
  const skills = standing?.skills ?? project.skills;
  const knownSkills = new Set((await connection.query<{ name: string }>(FIND_SKILLS, [project.skills])).map(({ name }) => name));

  const payload: SyncDirectoryBody = {
    skills: standing ? [] : project.skills.filter((name) => !knownSkills.has(name)).map((name) => ({ name, category: 'Imported' })),
    profiles: [...authors.values()].filter(({ email }) => !known.has(email)).map(({ email, name }) => ({ email, name })),
    projects: standing
      ? []
      : [{ externalId: project.externalId, name: project.name, techLead: techLeadOf(project, authors, known), skills: [...skills] }],
    assignments: [...authors.values()].flatMap((author) => {
      const period = periodOf(author, known.get(author.email));
      return period
        ? [{ email: author.email, projectExternalId: project.externalId, role: 'Contributor', tags: [...skills], ...period }]
        : [];
    }),
  };
  return { payload, isNew: standing === undefined };
}

/** The time that an author has still to be assigned for; undefined where all of it is covered from the start on. */
function periodOf({ firstAt, lastAt }: Author, known: KnownPerson | undefined): { startedAt: string; endedAt?: string } | undefined {
  if (known?.assignedSince != null) {
    // Earlier than what stands: a period of its own, up to where that begins.
    return firstAt < known.assignedSince ? { startedAt: firstAt, endedAt: known.assignedSince } : undefined;
  }
  // An end is exclusive, so it lies after the last commit.
  return known?.hasLeft ? { startedAt: firstAt, endedAt: new Date(Date.parse(lastAt) + 1).toISOString() } : { startedAt: firstAt };
}

function techLeadOf(project: GitProject, authors: Survey['authors'], known: ReadonlyMap<string, KnownPerson>): string {
  if (project.techLead !== undefined) {
    if (!known.has(project.techLead) && !authors.has(project.techLead))
      throw new UsageError(`--tech-lead: ${project.techLead} is neither a known person nor an author of this history`);
    return project.techLead;
  }
  const [most] = [...authors.values()]
    .filter(({ email }) => !known.get(email)?.hasLeft)
    .toSorted((a, b) => b.commits - a.commits || (a.email < b.email ? -1 : 1));
  if (!most) throw new UsageError('Nobody among the authors could lead the project; name somebody with --tech-lead');
  return most.email;
}
