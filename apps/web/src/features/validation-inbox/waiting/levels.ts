import type { ProficiencyLevel } from '@skilltrace/contract';

/** The levels, the lowest first: the keys 1 to 4. */
export const LEVELS = ['NOVICE', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'] as const satisfies readonly ProficiencyLevel[];
