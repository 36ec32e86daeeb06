import type { ListSkillsQuery, Page, Skill } from '@skilltrace/contract';
import { byName } from '../platform/database/by-name.js';
import type { Connection } from '../platform/database/connection.js';
import type { PrismaService } from '../platform/database/prisma.js';
import { notFound } from '../platform/errors/domain-error.js';
import { isNameKey, namePosition, readCursor, rowsToQuery, toPage } from '../platform/http/cursor.js';
import { SKILL_COLUMNS, toSkill } from './skill-row.js';

const names = { name: 'skill_name', id: 'id', search: '$1', isByMatch: '$7', afterName: '$4', afterId: '$5' };
const { matches, isAfter, order } = byName(names);
// Former names match too, so that people find a skill by the name that they know.
const formerNameMatches = `EXISTS (SELECT FROM skill_former_names f WHERE f.skill_id = skills.id AND ${byName({ ...names, name: 'f.name' }).matches})`;
const LIST = `
  SELECT ${SKILL_COLUMNS} FROM skills
   WHERE ($1::text IS NULL OR ${matches} OR ${formerNameMatches})
     AND ($2::text IS NULL OR category = $2)
     AND ($3::boolean IS NULL OR is_active = $3)
     AND ${isAfter}
   ORDER BY ${order} LIMIT $6`;

/** Lists skills in the requested order. `search` matches a part of the name, `category` the whole category. */
export async function listSkills(connection: Connection, query: ListSkillsQuery): Promise<Page<Skill>> {
  const { search, category, isActive, limit, cursor } = query;
  const after = readCursor(cursor, isNameKey);
  const rows = await connection.query<Skill>(LIST, [
    search ?? null,
    category ?? null,
    isActive ?? null,
    after?.key ?? null,
    after?.id ?? null,
    rowsToQuery(limit),
    query.order === 'match',
  ]);
  return toPage(rows, limit, namePosition, (row) => row);
}

/** Returns an active or inactive skill. @throws NOT_FOUND */
export async function readSkill(prisma: PrismaService, id: number): Promise<Skill> {
  const row = await prisma.skill.findUnique({ where: { id } });
  if (!row) throw notFound('skill');
  return toSkill(row);
}
