import type { Suggestion } from '@skilltrace/contract';
import type { Prisma } from '../generated/prisma/client.js';

/** The skill and who decided, for Prisma to bring along with a suggestion. */
export const WITH_NAMES = {
  skill: { select: { name: true, category: true } },
  resolvedBy: { select: { id: true, name: true } },
} as const;

/** A suggestion as the contract shows it to the person it is about, from Prisma's row with the names. */
export function toSuggestion(row: Prisma.SuggestionGetPayload<{ include: typeof WITH_NAMES }>): Suggestion {
  return {
    id: Number(row.id),
    profileId: Number(row.profileId),
    skillId: Number(row.skillId),
    skillName: row.skill.name,
    category: row.skill.category,
    source: row.source,
    suggestedProficiency: row.suggestedProficiency,
    status: row.status,
    createdAt: row.createdAt.toISOString(),
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
    resolvedBy: row.resolvedBy && { id: Number(row.resolvedBy.id), name: row.resolvedBy.name },
    resolvedProficiency: row.resolvedProficiency,
  };
}
