import { verifyLedger } from '../../../apps/server/src/signals/verify/verify-ledger.js';
import type { Connection } from '../../../apps/server/src/platform/database/connection.js';
import type { Context } from '../context.js';
import type { Acknowledged } from './posting-client.js';
import type { Scopes } from './scopes.js';

type StoredUpdate = { id: number; userId: number; projectId: number; content: string; skillIds: number[]; userIds: number[] };

// Signals are joined by update only, so that a signal for the wrong person is found too.
const STORED_UPDATES = `
  SELECT u.id, u.user_id AS "userId", u.project_id AS "projectId", u.content,
         coalesce(s.skill_ids, '[]') AS "skillIds", coalesce(s.user_ids, '[]') AS "userIds"
    FROM progress_updates u
    LEFT JOIN (SELECT source_id, json_agg(skill_id) AS skill_ids, json_agg(user_id) AS user_ids
                 FROM signal_ledger WHERE source_type = 'update' GROUP BY source_id) s ON s.source_id = u.id
   WHERE u.id > $1
   ORDER BY u.id`;
const UNANSWERED_KEYS = 'SELECT count(*) AS keys FROM idempotency_keys WHERE response IS NULL OR request_hash IS NULL';

/**
 * Compares the updates in the database, after `afterId`, with the acknowledged ones. Every update was sent until it was
 * answered, so both sets must be equal.
 *
 * @returns the newest id, and the number of signals of these updates
 */
export async function checkUpdates(
  context: Context,
  database: Connection,
  { acknowledged, scopes, afterId }: { acknowledged: readonly Acknowledged[]; scopes: Scopes; afterId: number },
): Promise<{ newestId: number; signals: number }> {
  const stored = await database.query<StoredUpdate>(STORED_UPDATES, [afterId]);
  const byKey = new Map<string, StoredUpdate[]>();
  for (const update of stored) byKey.set(update.content, [...(byKey.get(update.content) ?? []), update]);
  let signals = 0;
  for (const one of acknowledged) {
    const found = byKey.get(one.key) ?? [];
    byKey.delete(one.key);
    const [update] = found;
    context.expect(found.length === 1, 'every acknowledged update exists exactly once', { ...one, stored: found.map(({ id }) => id) });
    if (!update) continue;
    context.expect(
      update.id === one.id && update.userId === one.userId && update.projectId === one.projectId,
      'each stored update matches its acknowledgment',
      { one, update },
    );
    signals += update.skillIds.length;
    const isOfItsAuthor = update.userIds.every((userId) => userId === one.userId);
    const isOnce = new Set(update.skillIds).size === update.skillIds.length;
    context.expect(
      isOfItsAuthor && isOnce && scopes.allows(one.projectId, update.skillIds, one.firstSentAt, one.answeredAt),
      'an update has exactly one signal for each skill declared at that time',
      { one, update },
    );
  }
  for (const [key, updates] of byKey) context.violated('there are no updates that were never acknowledged', { key, updates });
  const [unanswered] = await database.query<{ keys: number }>(UNANSWERED_KEYS);
  context.expect(unanswered?.keys === 0, 'every idempotency key has a stored answer', unanswered);
  const verification = await verifyLedger(database);
  context.expect(
    verification.ok,
    '`ledger verify` is clean',
    verification.checks.filter(({ violations }) => violations > 0),
  );
  return { newestId: stored.at(-1)?.id ?? afterId, signals };
}
