import type { ListSkillsQuery, Page, Skill } from '@skilltrace/contract';
import type { Connection } from '../platform/database/connection.js';
import type { PrismaDatabase } from '../platform/database/prisma.js';
import { notFound } from '../platform/errors/domain-error.js';
import { isNameKey, readCursor, rowsWanted, toPage } from '../platform/http/cursor.js';
import { SKILL_COLUMNS, toSkill } from './skill-row.js';

// strpos and not LIKE: what is searched for has no wildcards then, whatever it holds.
const LIST = `
  SELECT ${SKILL_COLUMNS} FROM skills
   WHERE ($1::text IS NULL OR strpos(lower(skill_name), lower($1)) > 0)
     AND ($2::text IS NULL OR category = $2)
     AND ($3::boolean IS NULL OR is_active = $3)
     AND ($4::text IS NULL OR (in_register(skill_name), id) > (in_register($4), $5::bigint))
   ORDER BY in_register(skill_name), id LIMIT $6`;

/** The taxonomy by name; `search` is a part of the name in any case, `category` is exact. */
export async function listSkills(connection: Connection, query: ListSkillsQuery): Promise<Page<Skill>> {
  const { search, category, isActive, limit, cursor } = query;
  const after = readCursor(cursor, isNameKey);
  const rows = await connection.query<Skill>(LIST, [
    search ?? null,
    category ?? null,
    isActive ?? null,
    after?.key ?? null,
    after?.id ?? null,
    rowsWanted(limit),
  ]);
  return toPage(
    rows,
    limit,
    (row) => ({ key: row.name, id: row.id }),
    (row) => row,
  );
}

/** One skill, active or not. @throws NOT_FOUND */
export async function readSkill(prisma: PrismaDatabase, id: number): Promise<Skill> {
  const row = await prisma.skill.findUnique({ where: { id } });
  if (!row) throw notFound('skill');
  return toSkill(row);
}
