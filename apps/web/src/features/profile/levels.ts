import type { ProficiencyLevel } from '@skilltrace/contract';

/** The four levels, lowest first, each with what it means. */
export const LEVELS: readonly { level: ProficiencyLevel; means: string }[] = [
  { level: 'NOVICE', means: 'I am learning it, and need help with most of it.' },
  { level: 'INTERMEDIATE', means: 'I do everyday work with it by myself.' },
  { level: 'ADVANCED', means: 'I solve hard problems with it, and others ask me.' },
  { level: 'EXPERT', means: 'I decide how we use it, and teach it.' },
];
