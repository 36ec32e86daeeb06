/** The tiers of what is validated for one person. */
export interface SkillTiers<Validated> {
  /** Validated, and exercised now: the exact name is a tag of an active assignment. */
  coreStack: Validated[];
  /** The rest of what is validated. */
  validatedInventory: Validated[];
}

/**
 * Sorts a person's validated skills into tiers, each in the order handed in. Names match tags exactly, case and all: a tag
 * that names no skill means nothing, and nothing is guessed.
 *
 * @param tags the tags of all the person's active assignments; repeated ones count once
 */
export function skillTiers<Validated extends { skillName: string }>(
  validated: readonly Validated[],
  tags: Iterable<string>,
): SkillTiers<Validated> {
  const assignmentTags = new Set(tags);
  const tiers: SkillTiers<Validated> = { coreStack: [], validatedInventory: [] };
  for (const skill of validated) (assignmentTags.has(skill.skillName) ? tiers.coreStack : tiers.validatedInventory).push(skill);
  return tiers;
}
