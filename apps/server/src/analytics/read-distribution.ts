import type { DistributionQuery, SkillDistribution } from '@skilltrace/contract';
import type { LaggingConnection } from '../platform/database/connection.js';
import { isSpread } from '../platform/database/is-spread.js';
import { requirePast } from './require-past.js';
import { forEachScope, scopeParameter, SIGNALS_OF_ORGANIZATION, type Scope } from './signals-in-scope.js';

const distribution = (totals: string, firstAt = 'd.first_at', lastAt = 'd.last_at') => `
  SELECT k.id AS "skillId", k.skill_name AS name, k.category, d.signals,
         round(d.weight / sum(d.weight) OVER (), 6) AS share,
         d.project, d.signals - d.project AS update, ${firstAt} AS "firstSignalAt", ${lastAt} AS "lastSignalAt"
    FROM ${totals}
   ORDER BY d.weight DESC, k.skill_name, k.id`;

const TOTALS = `count(*) AS signals, sum(weight)::numeric AS weight, count(*) FILTER (WHERE source_type = 'project') AS project`;
const IN_RANGE = `created_at >= coalesce($3::timestamptz, '-infinity') AND created_at < coalesce($4::timestamptz, 'infinity')`;

const DISTRIBUTION = forEachScope('distribution', (signals) =>
  distribution(`(SELECT skill_id, ${TOTALS}, min(created_at) AS first_at, max(created_at) AS last_at
                   FROM ${signals} s WHERE ${IN_RANGE} GROUP BY skill_id) d JOIN skills k ON k.id = d.skill_id`),
);

const IN_RANGE_IF_ASKED =
  '($3::timestamptz IS NULL OR created_at >= $3::timestamptz) AND ($4::timestamptz IS NULL OR created_at < $4::timestamptz)';
const endOfSkill = (order: string) =>
  `(SELECT created_at FROM ${SIGNALS_OF_ORGANIZATION} s WHERE skill_id = k.id AND ${IN_RANGE_IF_ASKED} ORDER BY created_at ${order} LIMIT 1)`;
// Reads the range in the index of each skill, and both ends of it, instead of comparing every time. With 10 million signals, 90 days take a quarter of the time of
// one scan. For all time it takes two thirds of the processor time of one scan that two more processes share.
const OF_ORGANIZATION = {
  text: distribution(
    `skills k CROSS JOIN LATERAL (SELECT ${TOTALS} FROM ${SIGNALS_OF_ORGANIZATION} s WHERE skill_id = k.id AND ${IN_RANGE_IF_ASKED}) d
   WHERE d.signals > 0`,
    endOfSkill('ASC'),
    endOfSkill('DESC'),
  ),
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
  const parameters = [scopeParameter(scope), query.asOf ?? null, query.from ?? null, query.to ?? null];
  const statement = scope.of === 'organization' && !(await isSpread(ledger)) ? OF_ORGANIZATION : DISTRIBUTION[scope.of];
  const rows = await ledger.query<DistributionRow>(statement, parameters);
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
