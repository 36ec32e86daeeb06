import type { MatrixCell, MatrixPerson, MatrixSkill, SkillsMatrixQuery } from '@skilltrace/contract';
import { PROFICIENCY_LEVELS, type ProficiencyLevel } from '@skilltrace/domain/validation/proficiency';
import type { Caller } from '../../src/platform/auth/caller.js';
import type { Connection } from '../../src/platform/database/connection.js';

const DAY = 86_400_000;

/** A row of `employee_skills`. */
export interface Level {
  profileId: number;
  skillId: number;
  proficiencyLevel: ProficiencyLevel;
  lastValidatedAt: string;
}

export async function readLevels(connection: Connection): Promise<Level[]> {
  return connection.query<Level>(
    `SELECT profile_id AS "profileId", skill_id AS "skillId", proficiency_level AS "proficiencyLevel", last_validated_at AS "lastValidatedAt"
       FROM employee_skills`,
  );
}

interface Person {
  id: number;
  name: string;
  title: string | null;
  shares: boolean;
  deactivatedAt: string | null;
}
interface Assignment {
  profileId: number;
  projectId: number;
  projectName: string;
  tags: string[];
  startedAt: string;
  endedAt: string | null;
  inactiveSince: string | null;
}
interface Signal {
  userId: number;
  skillId: number;
  createdAt: string;
  recordedAt: string;
}
interface Skill extends MatrixSkill {
  isActive: boolean;
}

/** All rows that the matrix depends on. */
async function readTables(connection: Connection) {
  return {
    people: await connection.query<Person>(
      `SELECT id, name, title, shares_validated_skills AS shares, deactivated_at AS "deactivatedAt" FROM profiles WHERE erased_at IS NULL`,
    ),
    skills: await connection.query<Skill>('SELECT id AS "skillId", skill_name AS name, category, is_active AS "isActive" FROM skills'),
    declared: await connection.query<{ projectId: number; skillId: number }>(
      'SELECT project_id AS "projectId", skill_id AS "skillId" FROM project_skills',
    ),
    assignments: await connection.query<Assignment>(
      `SELECT a.profile_id AS "profileId", a.project_id AS "projectId", p.name AS "projectName", a.tags, a.started_at AS "startedAt",
              a.ended_at AS "endedAt", p.inactive_since AS "inactiveSince" FROM assignments a JOIN projects p ON p.id = a.project_id`,
    ),
    signals: await connection.query<Signal>(
      'SELECT user_id AS "userId", skill_id AS "skillId", created_at AS "createdAt", recorded_at AS "recordedAt" FROM signal_ledger',
    ),
    leads: await connection.query<{ id: number }>('SELECT profile_id AS id FROM project_leads'),
  };
}

const rank = (level: ProficiencyLevel | undefined) => (level === undefined ? -1 : PROFICIENCY_LEVELS.indexOf(level));
const isBetween = (time: string, from: string | undefined, to: string | undefined) =>
  (from === undefined || time >= from) && (to === undefined || time < to);

function compare(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) < (b[at] ?? 0) ? -1 : 1;
}
function sortedBy<Item>(items: readonly Item[], key: (item: Item) => readonly (number | string)[]): Item[] {
  return items.toSorted((a, b) => compare(key(a), key(b)));
}

/**
 * The whole matrix, computed pair by pair from the rows of all tables.
 *
 * @param levels the validated levels at the time of the query
 */
export async function expectedMatrix(
  connection: Connection,
  caller: Caller,
  query: SkillsMatrixQuery,
  levels: readonly Level[],
): Promise<{ skills: MatrixSkill[]; people: MatrixPerson[] }> {
  const tables = await readTables(connection);
  const now = query.asOf ?? new Date().toISOString();
  const isActive = ({ startedAt, endedAt, inactiveSince }: Assignment) =>
    query.asOf === undefined
      ? endedAt === null && inactiveSince === null
      : startedAt <= now && (endedAt === null || endedAt > now) && (inactiveSince === null || inactiveSince > now);
  const active = tables.assignments.filter(isActive);
  const isChosen = (projectId: number) => query.projectId === undefined || query.projectId.includes(projectId);

  const seesEveryone = caller.isAdmin || tables.leads.some(({ id }) => id === caller.profileId);
  const seesSignals = (personId: number) => seesEveryone || personId === caller.profileId;
  const isShown = ({ skillId, isActive: isInTaxonomy, category }: Skill) =>
    (query.category === undefined || category === query.category) &&
    (query.skillId !== undefined
      ? query.skillId.includes(skillId)
      : query.projectId === undefined
        ? isInTaxonomy
        : tables.declared.some((row) => row.skillId === skillId && isChosen(row.projectId)));
  const skills = sortedBy(tables.skills.filter(isShown), ({ category, name, skillId }) => [
    category.toLowerCase(),
    category,
    name.toLowerCase(),
    skillId,
  ]);

  function cellOf(person: Person, skill: Skill): MatrixCell | undefined {
    const isOf = (row: { skillId: number }, id: number) => row.skillId === skill.skillId && id === person.id;
    const level = levels.find(
      (row) =>
        isOf(row, row.profileId) &&
        row.lastValidatedAt <= now &&
        (seesSignals(person.id) || (person.shares && person.deactivatedAt === null)),
    );
    const evidence = tables.signals
      .filter((row) => isOf(row, row.userId) && seesSignals(person.id) && (query.asOf === undefined || row.recordedAt <= now))
      .map(({ createdAt }) => createdAt)
      .filter((time) => isBetween(time, query.from, query.to))
      .toSorted();
    if (!level && evidence.length === 0) return undefined;
    const isCore = active.some(({ profileId, tags }) => profileId === person.id && tags.includes(skill.name));
    return {
      skillId: skill.skillId,
      proficiencyLevel: level?.proficiencyLevel ?? null,
      lastValidatedAt: level?.lastValidatedAt ?? null,
      isStale: level !== undefined && isCore && skill.isActive && Date.parse(level.lastValidatedAt) < Date.parse(now) - 365 * DAY,
      signals: seesSignals(person.id) ? evidence.length : null,
      lastSignalAt: evidence.at(-1) ?? null,
    };
  }
  const cellsOf = (person: Person, of: readonly Skill[]) => of.map((skill) => cellOf(person, skill)).filter((cell) => cell !== undefined);
  const matches = ({ proficiencyLevel, isStale, signals }: MatrixCell) =>
    (query.minimumLevel === undefined || rank(proficiencyLevel ?? undefined) >= rank(query.minimumLevel)) &&
    (query.state === undefined ||
      { stale: isStale, not_validated: proficiencyLevel === null, no_evidence: proficiencyLevel !== null && signals === 0 }[query.state]);

  const placeOf = (person: Person): number => {
    if (query.sort === 'level') {
      const skill = tables.skills.find(({ skillId }) => skillId === query.sortSkillId);
      return skill ? -rank(cellOf(person, skill)?.proficiencyLevel ?? undefined) : 1;
    }
    if (query.sort !== 'last_signal') return 0;
    return -Math.max(0, ...cellsOf(person, skills).map(({ lastSignalAt }) => (lastSignalAt === null ? 0 : Date.parse(lastSignalAt))));
  };
  const groupsOf = (person: Person): { projectId: number | null; name: string | null }[] => {
    if (query.groupBy !== 'project') return [{ projectId: null, name: person.title }];
    const own = active.filter(({ profileId, projectId }) => profileId === person.id && isChosen(projectId));
    const groups = new Map(own.map(({ projectId, projectName }) => [projectId, { projectId, name: projectName }]));
    return groups.size > 0 ? [...groups.values()] : [{ projectId: null, name: null }];
  };
  const groupKey = ({ projectId, name }: { projectId: number | null; name: string | null }) =>
    query.groupBy === undefined
      ? []
      : [name === null ? 1 : 0, name?.toLowerCase() ?? '', query.groupBy === 'project' ? `${projectId}` : (name ?? '')];

  const listed = tables.people.filter(
    (person) =>
      (person.deactivatedAt === null || (query.asOf !== undefined && person.deactivatedAt > now)) &&
      (seesSignals(person.id) || (person.shares && person.deactivatedAt === null)) &&
      (query.projectId === undefined || active.some(({ profileId, projectId }) => profileId === person.id && isChosen(projectId))) &&
      ((query.minimumLevel === undefined && query.state === undefined) || cellsOf(person, skills).some(matches)),
  );
  const rows = listed.flatMap((person) => groupsOf(person).map((group) => ({ person, group })));
  const ordered = sortedBy(rows, ({ person, group }) => [...groupKey(group), placeOf(person), person.name.toLowerCase(), person.id]);
  return {
    skills: skills.map(({ skillId, name, category }) => ({ skillId, name, category })),
    people: ordered.map(({ person, group }) => ({
      profileId: person.id,
      name: person.name,
      title: person.title,
      group: query.groupBy === undefined ? null : group,
      cells: cellsOf(person, skills),
    })),
  };
}
