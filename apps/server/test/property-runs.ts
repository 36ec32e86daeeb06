/** How many times more runs than in `npm test`. The torture of properties sets it. */
const TIMES = Number(process.env['PROPERTY_RUNS_TIMES'] ?? 1);

/** The number of runs of a property. @param inTests the number in `npm test`, which finds common faults within seconds */
export const propertyRuns = (inTests: number): number => inTests * TIMES;
