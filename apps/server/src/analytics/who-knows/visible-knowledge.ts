import { levelsAsOf } from '../levels-as-of.js';

// In every statement with these parts, $1 is the array of skills, $2 the asOf, $3 the array of people or null for all, and $4 the caller.
const NOW = 'SELECT profile_id, skill_id, proficiency_level, last_validated_at FROM employee_skills';
const THEN = levelsAsOf('$2::timestamptz', '$3::bigint[]', '$1::bigint[]');
// What people share now, also for a time in the past.
const ownAndShared = (levels: string) => `SELECT l.* FROM (${levels}) l JOIN profiles o ON o.id = l.profile_id
                 WHERE o.id = $4::bigint OR (o.shares_validated_skills AND o.deactivated_at IS NULL)`;

/** Whose knowledge the caller may see: that of everybody, or their own and the levels that people share. */
export type Sight = 'everybody' | 'ownAndShared';

/**
 * The same statement for each sight, for the present and for a time in the past. Other people are found only by what they share: their
 * signals are neither counted nor used for sorting. The statements have no names, so they are planned for their values.
 *
 * @param text makes the statement from a condition on signals, the levels, and a condition on whether the signals of `profile_id` are shown
 */
export function forEachSight(text: (signals: string, levels: string, showsSignals: string) => string) {
  return {
    everybody: { now: { text: text('$4::bigint IS NOT NULL', NOW, 'true') }, past: { text: text('$4::bigint IS NOT NULL', THEN, 'true') } },
    ownAndShared: {
      now: { text: text('user_id = $4::bigint', ownAndShared(NOW), 'profile_id = $4::bigint') },
      past: { text: text('user_id = $4::bigint', ownAndShared(THEN), 'profile_id = $4::bigint') },
    },
  };
}

/** Signals of the skills and people, as of the time. */
export const SIGNALS = `skill_id = ANY ($1::bigint[]) AND ($2::timestamptz IS NULL OR recorded_at <= $2::timestamptz)
           AND ($3::bigint[] IS NULL OR user_id = ANY ($3::bigint[]))`;
/** Levels of the skills and people. */
export const LEVELS_OF_THEM = 'skill_id = ANY ($1::bigint[]) AND ($3::bigint[] IS NULL OR profile_id = ANY ($3::bigint[]))';
/** Whether an assignment or Core Stack skill with these columns was active at the time. */
export const activeThen = (period: string) =>
  `${period}.started_at <= coalesce($2::timestamptz, 'infinity') AND (${period}.until IS NULL OR ${period}.until > $2::timestamptz)`;
