import type { ProgressUpdate, PostProgressUpdateBody } from '@skilltrace/contract';
import { DEFAULT_WEIGHTS } from '@skilltrace/domain/signals/signal';
import type { Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { singleRow } from '../platform/database/single-row.js';
import { forbidden } from '../platform/errors/domain-error.js';

// One call does everything, because over a network the round trips are the main cost of a post
// (`database/functions/progress-updates/post_progress_update.sql`).
const POST = {
  name: 'post_progress_update',
  text: `
    SELECT id, project_id AS "projectId", user_id AS "userId", content, external_id AS "externalId", created_at AS "createdAt", created
      FROM post_progress_update($1, $2, $3, $4, $5, $6)`,
};

type PostedRow = Omit<ProgressUpdate, 'editedAt'> & { created: boolean };

/**
 * Posts an update and emits its `update` signals in the same transaction.
 *
 * @returns the stored row, and whether this call created it. If the `externalId` already exists on the project, nothing
 *   changes.
 * @throws FORBIDDEN for another person's work, for admin fields, or if the person is not an active member; NOT_FOUND for an
 *   unknown project; PROJECT_NOT_ACTIVE for a completed or archived project; VALIDATION_FAILED for a time in the future
 */
export async function postProgressUpdate(connection: Connection, caller: Caller, body: PostProgressUpdateBody): Promise<PostedRow> {
  const onlyAdmins = (['userId', 'externalId', 'createdAt'] as const).filter((field) => body[field] !== undefined);
  if (!caller.isAdmin && onlyAdmins.some((field) => field !== 'userId' || body.userId !== caller.profileId)) {
    throw forbidden('Only admins may set {fields}.', { fields: onlyAdmins });
  }
  return singleRow(
    await connection.query<PostedRow>(POST, [
      body.projectId,
      body.userId ?? caller.profileId,
      body.content,
      body.externalId ?? null,
      body.createdAt ?? null,
      DEFAULT_WEIGHTS.update,
    ]),
  );
}
