/**
 * Who changes something, how and from where, as the audit log keeps it: `session` and `token` are people, `nobody` an open
 * route (whoever holds an invitation), `command` the command line, `server` the server itself.
 */
export type Origin =
  | { via: 'session'; profileId: number; at: Whereabouts }
  | { via: 'token'; profileId: number; apiTokenId: number; at: Whereabouts }
  | { via: 'nobody'; at: Whereabouts }
  | { via: 'command' | 'server' };

export interface Whereabouts {
  /** As the server knows it: behind a proxy only where that is trusted. */
  address: string;
  userAgent: string | undefined;
  requestId: string;
}

const LONGEST_USER_AGENT = 200;

/** The origin as the database reads it, in one JSON text (`database/functions/audit-log/audit_origin.sql`). */
export function markOf(origin: Origin): string {
  const { at, ...who } = { at: undefined, ...origin };
  return JSON.stringify({
    ...who,
    ...(at && {
      address: readable(at.address, 100),
      userAgent: at.userAgent === undefined ? undefined : readable(at.userAgent, LONGEST_USER_AGENT),
      requestId: readable(at.requestId, 100),
    }),
  });
}

/** What anybody may send, as text that PostgreSQL takes: no control characters and no halves of one. */
function readable(text: string, longest: number): string {
  return (
    text
      .slice(0, longest)
      .toWellFormed()
      // oxlint-disable-next-line no-control-regex
      .replaceAll(/[\u0000-\u001F\u007F]/g, ' ')
  );
}
