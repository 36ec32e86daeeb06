const NAME = 'skilltrace.session_token';

/**
 * Returns the name of the session cookie. With https it starts with `__Host-`, which browsers accept only from this exact host, so
 * that another host on the same domain cannot set a session in a person's browser. With http, browsers would reject the prefix.
 */
export function sessionCookieName(publicUrl: string): string {
  return new URL(publicUrl).protocol === 'https:' ? `__Host-${NAME}` : NAME;
}
