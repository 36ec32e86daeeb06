import type { Page, TimelineEvent, TimelineQuery } from '@skilltrace/contract';
import type { LaggingConnection } from '../platform/database/connection.js';
import { isTimeKey, readPairCursor, rowsToQuery, toPage } from '../platform/http/cursor.js';
import { requirePast } from './require-past.js';

const TIMELINE = {
  name: 'timeline_of_person',
  text: `
  SELECT e.at, e.place, e.id, e.kind, e.project_id AS "projectId", p.name AS "projectName", e.skill_id AS "skillId", k.skill_name AS "skillName",
         e.level, e.previous_level AS "previousLevel", e.is_imported AS "isImported", e.by_id AS "byId", b.name AS "byName"
    FROM timeline_of_person($1, $2) e
    LEFT JOIN projects p ON p.id = e.project_id
    LEFT JOIN skills k ON k.id = e.skill_id
    LEFT JOIN profiles b ON b.id = e.by_id
   WHERE e.at >= coalesce($3::timestamptz, '-infinity') AND e.at < coalesce($4::timestamptz, 'infinity')
     AND ($5::bigint IS NULL OR e.project_id IS NULL OR e.project_id = $5)
     AND ($6::bigint IS NULL OR e.skill_id IS NULL OR e.skill_id = $6)
     AND (e.at, e.place, e.id) < (coalesce($7::timestamptz, 'infinity'), coalesce($8::integer, 0), coalesce($9::bigint, 0))
   ORDER BY e.at DESC, e.place DESC, e.id DESC LIMIT $10`,
};

/**
 * Lists what happened to a person, newest first: projects joined, left and completed, and every change of a validated level.
 *
 * @throws VALIDATION_FAILED for an invalid cursor, or an `asOf` in the future
 */
export async function readTimeline(ledger: LaggingConnection, profileId: number, query: TimelineQuery): Promise<Page<TimelineEvent>> {
  const after = readPairCursor(query.cursor, isTimeKey);
  await requirePast(ledger, query.asOf);
  const rows = await ledger.query<TimelineEvent & { place: number; id: number }>(TIMELINE, [
    profileId,
    query.asOf ?? null,
    query.from ?? null,
    query.to ?? null,
    query.projectId ?? null,
    query.skillId ?? null,
    after?.key ?? null,
    after?.id ?? null,
    after?.secondId ?? null,
    rowsToQuery(query.limit),
  ]);
  return toPage(
    rows,
    query.limit,
    ({ at, place, id }) => ({ key: at, id: place, secondId: id }),
    ({ place: _, id: __, ...event }) => event,
  );
}
