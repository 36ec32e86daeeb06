/**
 * The columns that count validations by age: all, the stale ones, and those that go stale in the next days. Days have 24 hours, as
 * in `staleBefore` of the domain.
 *
 * @param at the time for which the ages are computed
 * @param days the number of days after which a validation is stale
 */
export function ages(at: string, days: string): string {
  const isOlderThan = (age: string) => `last_validated_at < ${at} - (${age}) * interval '24 hours'`;
  const goesStaleWithin = (next: number) => `count(*) FILTER (WHERE NOT ${isOlderThan(days)} AND ${isOlderThan(`${days} - ${next}`)})`;
  return `count(*) AS "coreStack", count(*) FILTER (WHERE ${isOlderThan(days)}) AS stale,
          ${goesStaleWithin(30)} AS "within30Days", ${goesStaleWithin(60)} AS "within60Days", ${goesStaleWithin(90)} AS "within90Days"`;
}
