import { verifyLedger } from '../../../apps/server/src/signals/verify/verify-ledger.js';
import type { Connection } from '../../../apps/server/src/platform/database/connection.js';
import type { Context } from '../context.js';
import type { Acknowledged } from './posting-client.js';
import type { Scopes } from './scopes.js';

type Standing = { id: number; userId: number; projectId: number; content: string; skillIds: number[]; userIds: number[] };

// The signals of an update are looked for by the update alone, so that one that went to somebody else is found too.
const STANDING = `
  SELECT u.id, u.user_id AS "userId", u.project_id AS "projectId", u.content,
         coalesce(s.skill_ids, '[]') AS "skillIds", coalesce(s.user_ids, '[]') AS "userIds"
    FROM progress_updates u
    LEFT JOIN (SELECT source_id, json_agg(skill_id) AS skill_ids, json_agg(user_id) AS user_ids
                 FROM signal_ledger WHERE source_type = 'update' GROUP BY source_id) s ON s.source_id = u.id
   WHERE u.id > $1
   ORDER BY u.id`;
const UNANSWERED_KEYS = 'SELECT count(*) AS keys FROM idempotency_keys WHERE response IS NULL OR request_hash IS NULL';

/**
 * Holds what stands in the database, after the update `afterId`, against what was acknowledged. Every update was sent until
 * it was answered, so the two have to be the same, one by one.
 *
 * @returns the newest id, and how many signals the updates have
 */
export async function checkUpdates(
  context: Context,
  database: Connection,
  { acknowledged, scopes, afterId }: { acknowledged: readonly Acknowledged[]; scopes: Scopes; afterId: number },
): Promise<{ newestId: number; signals: number }> {
  const standing = await database.query<Standing>(STANDING, [afterId]);
  const byKey = new Map<string, Standing[]>();
  for (const update of standing) byKey.set(update.content, [...(byKey.get(update.content) ?? []), update]);
  let signals = 0;
  for (const one of acknowledged) {
    const found = byKey.get(one.key) ?? [];
    byKey.delete(one.key);
    const [update] = found;
    context.expect(found.length === 1, 'every acknowledged update stands exactly once', { ...one, standing: found.map(({ id }) => id) });
    if (!update) continue;
    context.expect(
      update.id === one.id && update.userId === one.userId && update.projectId === one.projectId,
      'what stands is what was acknowledged',
      { one, update },
    );
    signals += update.skillIds.length;
    const isOfItsAuthor = update.userIds.every((userId) => userId === one.userId);
    const isOnce = new Set(update.skillIds).size === update.skillIds.length;
    context.expect(
      isOfItsAuthor && isOnce && scopes.allows(one.projectId, update.skillIds, one.firstSentAt, one.answeredAt),
      'an update has exactly the signals of the declared skills of its time',
      { one, update },
    );
  }
  for (const [key, updates] of byKey) context.violated('nothing stands that was never acknowledged', { key, updates });
  const [unanswered] = await database.query<{ keys: number }>(UNANSWERED_KEYS);
  context.expect(unanswered?.keys === 0, 'no idempotency key stands without its answer', unanswered);
  const verification = await verifyLedger(database);
  context.expect(
    verification.ok,
    '`ledger verify` is clean',
    verification.checks.filter(({ violations }) => violations > 0),
  );
  return { newestId: standing.at(-1)?.id ?? afterId, signals };
}
