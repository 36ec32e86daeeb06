const NAME = 'skilltrace.session_token';

/**
 * The name of the session cookie. Over https with `__Host-`, which browsers take only from this very host: a neighbor on the
 * same domain cannot put a session of its own into somebody's browser. Over http, browsers would not take it at all.
 */
export function sessionCookieName(publicUrl: string): string {
  return new URL(publicUrl).protocol === 'https:' ? `__Host-${NAME}` : NAME;
}
