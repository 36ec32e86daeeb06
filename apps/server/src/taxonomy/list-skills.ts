import type { ListSkillsQuery, Page, Skill, SkillItem } from '@skilltrace/contract';
import type { Caller } from '../platform/auth/caller.js';
import { byName } from '../platform/database/by-name.js';
import type { Connection } from '../platform/database/connection.js';
import { notFound } from '../platform/errors/domain-error.js';
import { isNameKey, namePosition, readCursor, rowsToQuery, toPage } from '../platform/http/cursor.js';
import { ALIASES_AND_MERGE, SKILL_COLUMNS } from './skill-row.js';

const names = { name: 'skill_name', id: 'id', search: '$1', isByMatch: '$7', afterName: '$4', afterId: '$5' };
const { matches, isAfter, order } = byName(names);
// Former names and the names of merged skills match too, so that people find a skill by the name that they know.
const formerNameMatches = `EXISTS (SELECT FROM skill_former_names f WHERE f.skill_id = skills.id AND ${byName({ ...names, name: 'f.name' }).matches})`;
const mergedNameMatches = `EXISTS (SELECT FROM skill_names n WHERE n.is_merged AND n.skill_id = skills.id AND ${byName({ ...names, name: 'n.name' }).matches})`;
const LIST = `
  SELECT ${SKILL_COLUMNS}, ${ALIASES_AND_MERGE},
         CASE WHEN $8::boolean THEN (SELECT count(*) FROM project_skills ps JOIN projects p ON p.id = ps.project_id
                                      WHERE ps.skill_id = skills.id AND p.status = 'active') END AS "projectsDeclaring",
         CASE WHEN $8::boolean THEN (SELECT count(*) FROM employee_skills e WHERE e.skill_id = skills.id) END AS "peopleValidated"
    FROM skills
   WHERE ($1::text IS NULL OR ${matches} OR ${formerNameMatches} OR ${mergedNameMatches})
     AND ($2::text IS NULL OR category = $2)
     AND ($3::boolean IS NULL OR is_active = $3)
     AND ${isAfter}
   ORDER BY ${order} LIMIT $6`;

const READ = `SELECT ${SKILL_COLUMNS}, ${ALIASES_AND_MERGE} FROM skills WHERE id = $1`;

/** Lists skills in the requested order. `search` matches a part of a name or alias, `category` the whole category. Admins also see the usage. */
export async function listSkills(
  connection: Connection,
  caller: Pick<Caller, 'isAdmin'>,
  query: ListSkillsQuery,
): Promise<Page<SkillItem>> {
  const { search, category, isActive, limit, cursor } = query;
  const after = readCursor(cursor, isNameKey);
  const rows = await connection.query<SkillItem>(LIST, [
    search ?? null,
    category ?? null,
    isActive ?? null,
    after?.key ?? null,
    after?.id ?? null,
    rowsToQuery(limit),
    query.order === 'match',
    caller.isAdmin,
  ]);
  return toPage(rows, limit, namePosition, (row) => (caller.isAdmin ? row : withoutUsage(row)));
}

function withoutUsage({ projectsDeclaring: _projects, peopleValidated: _people, ...shown }: SkillItem): SkillItem {
  return shown;
}

/** Returns an active or inactive skill. @throws NOT_FOUND */
export async function readSkill(connection: Connection, id: number): Promise<Skill> {
  const [skill] = await connection.query<Skill>(READ, [id]);
  if (!skill) throw notFound('skill');
  return skill;
}
