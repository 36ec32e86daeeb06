export const DIRECTIONS = ['up', 'flat', 'down'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** Compares a week with the week before. */
export function directionOf(delta: number): Direction {
  if (delta === 0) return 'flat';
  return delta > 0 ? 'up' : 'down';
}
