export type Direction = 'up' | 'flat' | 'down';

/** Where a week went against the week before. */
export function directionOf(delta: number): Direction {
  if (delta === 0) return 'flat';
  return delta > 0 ? 'up' : 'down';
}
