/** SQL for the times of a column, moved by an interval. The sum of a `timestamptz` depends on the time zone, and Citus changes no rows with that. */
export const movedTime = (column: string, by: string): string => `(${column} AT TIME ZONE 'UTC' + interval '${by}') AT TIME ZONE 'UTC'`;
