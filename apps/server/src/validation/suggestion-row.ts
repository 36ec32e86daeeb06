import type { Suggestion } from '@skilltrace/contract';
import type { Prisma } from '../generated/prisma/client.js';

/** The Prisma include for the names of the skill and the person who decided, and for what belongs to the decision. */
export const WITH_NAMES = {
  skill: { select: { name: true, category: true } },
  resolvedBy: { select: { id: true, name: true } },
  comment: { select: { content: true } },
  withdrawn: { select: { restoredAt: true } },
} as const;

/** Converts a Prisma row with names to the suggestion that the contract shows to its person. */
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
    comment: row.comment?.content ?? null,
    restoredAt: row.withdrawn?.restoredAt?.toISOString() ?? null,
  };
}
