import { isStale } from '@skilltrace/domain/validation/staleness';
import type { PrismaService } from '@skilltrace/server/platform/database/prisma.js';

/**
 * The job as its rule reads, person by person through Prisma: their active assignments, their validated skills, and for
 * each stale one a look for what is pending and a new suggestion. Returns how many it made.
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
