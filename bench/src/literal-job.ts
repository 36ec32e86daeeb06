import { isStale } from '@skilltrace/domain/validation/staleness';
import type { PrismaService } from '@skilltrace/server/platform/database/prisma.js';

/**
 * The job exactly as its rule is written, person by person through Prisma: reads active assignments and validated skills,
 * and for each stale skill looks for a pending suggestion before it creates one. Returns the number of created suggestions.
 */
export async function flagLiterally(prisma: PrismaService, now: Date): Promise<number> {
  const active = { endedAt: null, project: { status: 'active' as const } };
  const people = await prisma.profile.findMany({ where: { assignments: { some: active } }, select: { id: true }, orderBy: { id: 'asc' } });
  let created = 0;
  for (const { id: profileId } of people) {
    const assignments = await prisma.assignment.findMany({ where: { profileId, ...active }, select: { tags: true } });
    const tags = new Set(assignments.flatMap((assignment) => assignment.tags));
    const skills = await prisma.employeeSkill.findMany({ where: { profileId }, include: { skill: true } });
    for (const { skillId, skill, proficiencyLevel, lastValidatedAt } of skills) {
      if (!tags.has(skill.name) || !skill.isActive || !isStale(lastValidatedAt.toISOString(), now)) continue;
      if (await prisma.suggestion.findFirst({ where: { profileId, skillId, status: 'PENDING' } })) continue;
      await prisma.suggestion.create({ data: { profileId, skillId, suggestedProficiency: proficiencyLevel, source: 'SYSTEM_FLAG' } });
      created += 1;
    }
  }
  return created;
}
