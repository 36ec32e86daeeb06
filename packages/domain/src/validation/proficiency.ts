/** How well a person masters a skill, lowest level first. */
export const PROFICIENCY_LEVELS = ['NOVICE', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'] as const;
export type ProficiencyLevel = (typeof PROFICIENCY_LEVELS)[number];

/** The level with exactly this name in capitals; undefined for any other text. */
export const proficiencyLevelOf = (text: string): ProficiencyLevel | undefined => PROFICIENCY_LEVELS.find((level) => level === text);
