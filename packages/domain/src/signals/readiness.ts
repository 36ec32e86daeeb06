/** How much evidence there is for a skill, the least first. */
export const READINESS_LEVELS = ['emerging', 'growing', 'strong'] as const;
export type Readiness = (typeof READINESS_LEVELS)[number];

/** The number of signals from which a skill is growing, and from which it is strong. */
export const GROWING_FROM = 5;
export const STRONG_FROM = 15;

/** How much evidence there is, by number of signals alone: it says nothing of how well somebody does it. */
export function readinessOf(signals: number): Readiness {
  if (signals >= STRONG_FROM) return 'strong';
  return signals >= GROWING_FROM ? 'growing' : 'emerging';
}

export interface Transition {
  from: Readiness;
  to: Readiness;
  /** ISO 8601: when the signal happened that made the step. */
  at: string;
}

/** The latest step between levels, from the times of the signals that made them; null while emerging. */
export function latestTransition(signals: number, growingAt: string | null, strongAt: string | null): Transition | null {
  const to = readinessOf(signals);
  if (to === 'strong' && strongAt !== null) return { from: 'growing', to, at: strongAt };
  if (to === 'growing' && growingAt !== null) return { from: 'emerging', to, at: growingAt };
  return null;
}
