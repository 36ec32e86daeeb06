import type { ProficiencyLevel } from '@skilltrace/contract';

/** What a person says about themselves by reporting a level. */
export const LEVEL_MEANINGS: Readonly<Record<ProficiencyLevel, string>> = {
  NOVICE: 'I am learning it, and need help with most of it.',
  INTERMEDIATE: 'I do everyday work with it by myself.',
  ADVANCED: 'I solve hard problems with it, and others ask me.',
  EXPERT: 'I decide how we use it, and teach it.',
};
