/**
 * Who makes a change, how and from where, for the audit log. `session` and `token` are people, `nobody` is an open route (such as
 * accepting an invitation), `command` is the command line, and `server` is the server itself.
 */
export type Origin =
  | { via: 'session'; profileId: number; at: RequestSource }
  | { via: 'token'; profileId: number; apiTokenId: number; at: RequestSource }
  | { via: 'nobody'; at: RequestSource }
  | { via: 'command' | 'server' };

export interface RequestSource {
  /** The address of the client. If a proxy is trusted, it comes from X-Forwarded-For. */
  address: string;
  userAgent: string | undefined;
  requestId: string;
}

const LONGEST_USER_AGENT = 200;

/** Returns the origin as JSON for the database (`database/functions/audit-log/audit_origin.sql`). */
export function serializeOrigin(origin: Origin): string {
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

/** Makes text from a request storable in PostgreSQL: cuts it, and removes control characters and lone surrogates. */
function readable(text: string, longest: number): string {
  return (
    text
      .slice(0, longest)
      .toWellFormed()
      // oxlint-disable-next-line no-control-regex
      .replaceAll(/[\u0000-\u001F\u007F]/g, ' ')
  );
}
