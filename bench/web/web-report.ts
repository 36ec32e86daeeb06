/** One line of the report: what a person would notice, and how much of it is allowed. */
export interface Measurement {
  what: string;
  /** Slower than this machine by so much, as the browser's own throttling makes it; 1 is the machine as it is. */
  slowdown: number;
  /** At most this; a baseline has none, nor what is told besides. */
  budget?: number;
  measured: number;
  unit: 'ms' | 'kB' | '%' | 'files';
  /** How `measured` came out of the runs, and what else was seen. */
  detail: string;
}

export interface WebReport {
  measuredAt: string;
  revision: string;
  machine: string;
  browser: string;
  /** Undefined where there is no budget. */
  measurements: (Measurement & { reached: boolean | undefined })[];
}

export const reached = ({ measured, budget }: Measurement): boolean | undefined => (budget === undefined ? undefined : measured <= budget);

const amount = (value: number | undefined, unit: string) => (value === undefined ? '–' : `${value.toFixed(unit === '%' ? 1 : 0)} ${unit}`);

const inWords = (ok: boolean | undefined, no: string) => (ok === undefined ? '–' : ok ? 'yes' : no);

/** The report for people: where, a table, and what was missed. */
export function toMarkdown({ measuredAt, revision, machine, browser, measurements }: WebReport): string {
  const missed = measurements.filter((measurement) => measurement.reached === false);
  return [
    '# Measurements in the browser',
    '',
    `${measuredAt.slice(0, 10)}, revision ${revision}, ${browser} without a graphics card, on ${machine}.`,
    'The build as it is served, the demo organization; browser, server and PostgreSQL share the machine. No network is',
    'simulated. How each is taken: [Performance](../../docs/explanation/performance.md#in-the-browser).',
    '',
    missed.length === 0 ? '**Every budget is kept.**' : `**Missed:** ${missed.map(({ what }) => what).join('; ')}.`,
    '',
    '| what | CPU | at most | measured | reached | figures |',
    '|---|---|---|---|---|---|',
    ...measurements.map(
      ({ what, slowdown, budget, measured, unit, detail, reached: ok }) =>
        `| ${what} | ${slowdown === 1 ? 'as it is' : `${slowdown} × slower`} | ${amount(budget, unit)} | ${amount(measured, unit)} | ${inWords(ok, '**no**')} | ${detail} |`,
    ),
    '',
  ].join('\n');
}

/** The report for a terminal, a row a measurement. */
export function toTable({ measurements }: WebReport): Record<string, unknown>[] {
  return measurements.map(({ what, slowdown, budget, measured, unit, detail, reached: ok }) => ({
    what,
    CPU: `${slowdown}×`,
    'at most': amount(budget, unit),
    measured: amount(measured, unit),
    reached: inWords(ok, 'NO'),
    detail,
  }));
}
