/**
 * The kinds of events in the timeline of a person. `confirmed` is a new validation at the same level; `restored` undoes a
 * withdrawal.
 */
export const TIMELINE_KINDS = [
  'joined',
  'left',
  'completed',
  'validated',
  'confirmed',
  'level_changed',
  'withdrawn',
  'restored',
  'merged',
] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];
