const DAY_S = 24 * 60 * 60;

/** The lifetime of an unused session. */
export const SESSION_S = 7 * DAY_S;
/** The use of a session prolongs it after this time. */
export const PROLONG_AFTER_S = DAY_S;

// The maximum lifetime with any number of extensions, so that an unnoticed stolen session ends too.
const LONGEST_SESSION = '30 days';

/** SQL for the time at which the session `s` expires if it is not used again. */
export const EXPIRES_AT = `least(s.expires_at, s.created_at + interval '${LONGEST_SESSION}')`;
/** SQL condition: the session `s` has not expired. */
export const IS_NOT_EXPIRED = `s.expires_at > now() AND s.created_at > now() - interval '${LONGEST_SESSION}'`;
