import { t } from '@lingui/core/macro';
import type { ProficiencyLevel } from '@skilltrace/contract';

/** The meaning of each level, for the person who reports it. */
export const levelMeanings = (): Readonly<Record<ProficiencyLevel, string>> => ({
  NOVICE: t`I am learning it and need help with most tasks.`,
  INTERMEDIATE: t`I do everyday work with it on my own.`,
  ADVANCED: t`I solve hard problems with it, and colleagues ask me for help.`,
  EXPERT: t`I decide how we use it, and I teach it.`,
});
