/** Levels of evidence for a skill, lowest first. */
export const READINESS_LEVELS = ['emerging', 'growing', 'strong'] as const;
export type Readiness = (typeof READINESS_LEVELS)[number];

/** The number of signals from which a skill is growing, and from which it is strong. */
export const GROWING_FROM = 5;
export const STRONG_FROM = 15;

/** The days that count as recent next to the level of evidence, which is about all time. */
export const RECENT_DAYS = 90;

/** The level of evidence by number of signals. It says nothing about how well the person masters the skill. */
export function readinessOf(signals: number): Readiness {
  if (signals >= STRONG_FROM) return 'strong';
  return signals >= GROWING_FROM ? 'growing' : 'emerging';
}

export interface Transition {
  from: Readiness;
  to: Readiness;
  /** ISO 8601. The time of the signal that reached the level. */
  at: string;
}

/** The latest change of level, from the times of the fifth and fifteenth signal; null while emerging. */
export function latestTransition(signals: number, growingAt: string | null, strongAt: string | null): Transition | null {
  const to = readinessOf(signals);
  if (to === 'strong' && strongAt !== null) return { from: 'growing', to, at: strongAt };
  if (to === 'growing' && growingAt !== null) return { from: 'emerging', to, at: growingAt };
  return null;
}
