const DAY_S = 24 * 60 * 60;

/** How long a session goes on without being used. */
export const SESSION_S = 7 * DAY_S;
/** After how much of that its use prolongs it. */
export const PROLONG_AFTER_S = DAY_S;

// However often it is prolonged: one that was stolen without anybody noticing ends as well.
const LONGEST_SESSION = '30 days';

/** When the session `s` ends unless it is used before, in SQL. */
export const RUNS_OUT_AT = `least(s.expires_at, s.created_at + interval '${LONGEST_SESSION}')`;
/** Whether the session `s` has not run out yet, in SQL. */
export const HAS_NOT_RUN_OUT = `s.expires_at > now() AND s.created_at > now() - interval '${LONGEST_SESSION}'`;
