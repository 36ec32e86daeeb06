import type { AsOfQuery, SkillSummary } from '@skilltrace/contract';
import { GROWING_FROM, latestTransition, readinessOf, STRONG_FROM } from '@skilltrace/domain/signals/readiness';
import type { ReadDatabase } from '../platform/database/read-database.js';
import { requirePast } from './require-past.js';
import { forEachScope, scopeParameter, type Scope } from './signals-in-scope.js';

const SUMMARY = forEachScope(
  'summary',
  (signals) => `
  SELECT k.id AS "skillId", k.skill_name AS name, n.signals, n.last_at AS "lastSignalAt", n.times[$3::int] AS "growingAt", n.times[$4::int] AS "strongAt"
    FROM (SELECT skill_id, count(*) AS signals, max(created_at) AS last_at, array_agg(created_at ORDER BY created_at) AS times
            FROM ${signals} s GROUP BY skill_id) n
    JOIN skills k ON k.id = n.skill_id
   ORDER BY n.signals DESC, k.skill_name, k.id`,
);

interface SummaryRow {
  skillId: number;
  name: string;
  signals: number;
  lastSignalAt: string;
  growingAt: string | null;
  strongAt: string | null;
}

/**
 * Reads the signal count and readiness of each skill that has signals, most signals first.
 *
 * @throws VALIDATION_FAILED for an `asOf` in the future
 */
export async function readSummary(ledger: ReadDatabase, scope: Scope, query: AsOfQuery): Promise<SkillSummary> {
  await requirePast(ledger, query.asOf);
  const rows = await ledger.query<SummaryRow>(SUMMARY[scope.of], [scopeParameter(scope), query.asOf ?? null, GROWING_FROM, STRONG_FROM]);
  return {
    items: rows.map(({ skillId, name, signals, lastSignalAt, growingAt, strongAt }) => ({
      skillId,
      name,
      signals,
      lastSignalAt,
      readiness: readinessOf(signals),
      transition: latestTransition(signals, growingAt, strongAt),
    })),
  };
}
