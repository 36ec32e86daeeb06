import type { AuditAction, AuditSubject } from '@skilltrace/contract';
import type { Connection } from '../src/platform/database/connection.js';

export interface LoggedEntry {
  id: number;
  originId: number | null;
  databaseRole: string;
  action: AuditAction;
  subjectType: AuditSubject;
  subjectId: number | null;
  projectId: number | null;
  profileId: number | null;
  skillId: number | null;
  details: Record<string, unknown>;
  actorId: number | null;
  via: string | null;
  apiTokenId: number | null;
  address: string | null;
  userAgent: string | null;
  requestId: string | null;
}

/** The audit entries with an id greater than `after`, with their origins, in the order in which they were written. */
export function entriesOf(connection: Connection, after = 0): Promise<LoggedEntry[]> {
  return connection.query<LoggedEntry & Record<string, unknown>>(
    `SELECT e.id, e.origin_id AS "originId", e.database_role AS "databaseRole", e.action, e.subject_type AS "subjectType", e.subject_id AS "subjectId",
            e.project_id AS "projectId", e.profile_id AS "profileId", e.skill_id AS "skillId", e.details,
            o.profile_id AS "actorId", o.via, o.api_token_id AS "apiTokenId", o.address, o.user_agent AS "userAgent", o.request_id AS "requestId"
       FROM audit_entries e LEFT JOIN audit_origins o ON o.id = e.origin_id WHERE e.id > $1 ORDER BY e.id`,
    [after],
  );
}
