/** The two tiers of a person's validated skills. */
export interface SkillTiers<Validated> {
  /** Skills in current use: the exact name is a tag of an active assignment. */
  coreStack: Validated[];
  /** All other validated skills. */
  validatedInventory: Validated[];
}

/**
 * Sorts a person's validated skills into tiers and keeps their order. Names must match tags exactly, including case. Tags
 * that match no skill are ignored.
 *
 * @param tags the tags of all active assignments of the person; duplicates count once
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
