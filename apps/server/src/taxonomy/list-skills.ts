import type { ListSkillsQuery, Page, Skill } from '@skilltrace/contract';
import type { PrismaDatabase } from '../platform/database/prisma.js';
import { notFound } from '../platform/errors/domain-error.js';
import { isNameKey, readCursor, rowsWanted, toPage } from '../platform/http/cursor.js';
import { toSkill } from './skill-row.js';

/** The taxonomy by name; `search` is a part of the name in any case, `category` is exact. */
export async function listSkills(
  prisma: PrismaDatabase,
  { search, category, isActive, limit, cursor }: ListSkillsQuery,
): Promise<Page<Skill>> {
  const after = readCursor(cursor, isNameKey);
  const rows = await prisma.skill.findMany({
    where: {
      name: search === undefined ? undefined : { contains: withoutWildcards(search), mode: 'insensitive' },
      category,
      isActive,
      OR: after && [{ name: { gt: after.key } }, { name: after.key, id: { gt: after.id } }],
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: rowsWanted(limit),
  });
  return toPage(rows, limit, (row) => ({ key: row.name, id: Number(row.id) }), toSkill);
}

/** One skill, active or not. @throws NOT_FOUND */
export async function readSkill(prisma: PrismaDatabase, id: number): Promise<Skill> {
  const row = await prisma.skill.findUnique({ where: { id } });
  if (!row) throw notFound('skill');
  return toSkill(row);
}

/** Prisma hands `contains` to LIKE as it comes: what is searched for must bring its own escapes to be taken literally. */
function withoutWildcards(search: string): string {
  return search.replaceAll(/[\\%_]/g, String.raw`\$&`);
}
