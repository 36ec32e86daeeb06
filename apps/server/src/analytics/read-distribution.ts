import type { DistributionQuery, SkillDistribution } from '@skilltrace/contract';
import type { LaggingConnection } from '../platform/database/connection.js';
import { isSpread } from './is-spread.js';
import { requirePast } from './require-past.js';
import { forEachScope, scopeParameter, SIGNALS_OF_ORGANIZATION, type Scope } from './signals-in-scope.js';

const distribution = (totals: string) => `
  SELECT k.id AS "skillId", k.skill_name AS name, k.category, d.signals,
         round(d.weight / sum(d.weight) OVER (), 6) AS share,
         d.project, d.signals - d.project AS update, d.first_at AS "firstSignalAt", d.last_at AS "lastSignalAt"
    FROM ${totals}
   ORDER BY d.weight DESC, k.skill_name, k.id`;

const TOTALS = `count(*) AS signals, sum(weight)::numeric AS weight, count(*) FILTER (WHERE source_type = 'project') AS project,
                 min(created_at) AS first_at, max(created_at) AS last_at`;
const IN_RANGE = `created_at >= coalesce($3::timestamptz, '-infinity') AND created_at < coalesce($4::timestamptz, 'infinity')`;

const DISTRIBUTION = forEachScope('distribution', (signals) =>
  distribution(`(SELECT skill_id, ${TOTALS} FROM ${signals} s WHERE ${IN_RANGE} GROUP BY skill_id) d JOIN skills k ON k.id = d.skill_id`),
);
// Reads the range in the index of each skill. With 10 million signals, 90 days take 0.11 s, compared with 0.44 s in one scan.
const ORGANIZATION_IN_RANGE = {
  text: distribution(`skills k CROSS JOIN LATERAL (SELECT ${TOTALS} FROM ${SIGNALS_OF_ORGANIZATION} s WHERE skill_id = k.id AND ${IN_RANGE}) d
   WHERE d.signals > 0`),
};

type DistributionItem = SkillDistribution['items'][number];
type DistributionRow = Omit<DistributionItem, 'bySource'> & DistributionItem['bySource'];

/**
 * Reads how the signals of a scope are distributed over skills, largest weighted share first. Shares are fractions of 1 with
 * six decimals.
 *
 * @throws VALIDATION_FAILED for an `asOf` in the future
 */
export async function readDistribution(ledger: LaggingConnection, scope: Scope, query: DistributionQuery): Promise<SkillDistribution> {
  await requirePast(ledger, query.asOf);
  const hasStart = query.from !== undefined;
  const statement = scope.of === 'organization' && hasStart && !(await isSpread(ledger)) ? ORGANIZATION_IN_RANGE : DISTRIBUTION[scope.of];
  const rows = await ledger.query<DistributionRow>(statement, [
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
