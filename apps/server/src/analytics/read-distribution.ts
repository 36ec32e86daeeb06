import type { DistributionQuery, SkillDistribution } from '@skilltrace/contract';
import type { ReadDatabase } from '../platform/database/read-database.js';
import { requirePast } from './require-past.js';
import { forEachScope, scopeParameter, type Scope } from './signals-in-scope.js';

const DISTRIBUTION = forEachScope(
  'distribution',
  (signals) => `
  SELECT k.id AS "skillId", k.skill_name AS name, k.category, d.signals,
         round(d.weight / sum(d.weight) OVER (), 6) AS share,
         d.project, d.update, d.first_at AS "firstSignalAt", d.last_at AS "lastSignalAt"
    FROM (SELECT skill_id, count(*) AS signals, sum(weight)::numeric AS weight,
                 count(*) FILTER (WHERE source_type = 'project') AS project,
                 count(*) FILTER (WHERE source_type = 'update') AS update,
                 min(created_at) AS first_at, max(created_at) AS last_at
            FROM ${signals} s
           WHERE created_at >= coalesce($3::timestamptz, '-infinity') AND created_at < coalesce($4::timestamptz, 'infinity')
           GROUP BY skill_id) d
    JOIN skills k ON k.id = d.skill_id
   ORDER BY d.weight DESC, k.skill_name, k.id`,
);

type DistributionItem = SkillDistribution['items'][number];
type DistributionRow = Omit<DistributionItem, 'bySource'> & DistributionItem['bySource'];

/**
 * Reads how the signals of a scope are distributed over skills, largest weighted share first. Shares are fractions of 1 with
 * six decimals.
 *
 * @throws VALIDATION_FAILED for an `asOf` in the future
 */
export async function readDistribution(ledger: ReadDatabase, scope: Scope, query: DistributionQuery): Promise<SkillDistribution> {
  await requirePast(ledger, query.asOf);
  const rows = await ledger.query<DistributionRow>(DISTRIBUTION[scope.of], [
    scopeParameter(scope),
    query.asOf ?? null,
    query.from ?? null,
    query.to ?? null,
  ]);
  return {
    items: rows.map(({ skillId, name, category, signals, share, project, update, firstSignalAt, lastSignalAt }) => ({
      skillId,
      name,
      category,
      signals,
      share,
      bySource: { project, update },
      firstSignalAt,
      lastSignalAt,
    })),
  };
}
