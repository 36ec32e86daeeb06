/** Returns the day before a day in the form `YYYY-MM-DD`. */
export const dayBefore = (day: string): string => new Date(Date.parse(day) - 24 * 60 * 60_000).toISOString().slice(0, 10);
