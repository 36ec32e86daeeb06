/** One row of the report: something that people notice, and its budget. */
export interface Measurement {
  what: string;
  /** The factor of the browser's CPU throttling; 1 is full speed. */
  slowdown: number;
  /** The highest allowed value. Baselines and additional figures have none. */
  budget?: number;
  measured: number;
  unit: 'ms' | 'kB' | 'MB' | '%' | 'files' | 'elements';
  /** How `measured` follows from the runs, and other figures. */
  detail: string;
}

export interface WebReport {
  measuredAt: string;
  revision: string;
  machine: string;
  browser: string;
  /** `reached` is undefined if there is no budget. */
  measurements: (Measurement & { reached: boolean | undefined })[];
}

export const reached = ({ measured, budget }: Measurement): boolean | undefined => (budget === undefined ? undefined : measured <= budget);

const amount = (value: number | undefined, unit: string) => (value === undefined ? '–' : `${value.toFixed(unit === '%' ? 1 : 0)} ${unit}`);

const verdict = (ok: boolean | undefined, no: string) => (ok === undefined ? '–' : ok ? 'yes' : no);

/** The report as Markdown: the machine, the missed budgets, and a table. */
export function toMarkdown({ measuredAt, revision, machine, browser, measurements }: WebReport): string {
  const missed = measurements.filter((measurement) => measurement.reached === false);
  return [
    '# Measurements in the browser',
    '',
    `${measuredAt.slice(0, 10)}, revision ${revision}, ${browser} without a graphics card, on ${machine}.`,
    'The production build with the demo organization. Browser, server and PostgreSQL share the machine. No network is',
    'simulated. How each figure is measured: [Performance](../../docs/explanation/performance.md#in-the-browser).',
    '',
    missed.length === 0 ? '**Every budget is met.**' : `**Missed:** ${missed.map(({ what }) => what).join('; ')}.`,
    '',
    '| what | CPU | budget | measured | reached | figures |',
    '|---|---|---|---|---|---|',
    ...measurements.map(
      ({ what, slowdown, budget, measured, unit, detail, reached: ok }) =>
        `| ${what} | ${slowdown === 1 ? 'full speed' : `${slowdown} × slower`} | ${amount(budget, unit)} | ${amount(measured, unit)} | ${verdict(ok, '**no**')} | ${detail} |`,
    ),
    '',
  ].join('\n');
}

/** The report for a terminal, one row per measurement. */
export function toTable({ measurements }: WebReport): Record<string, unknown>[] {
  return measurements.map(({ what, slowdown, budget, measured, unit, detail, reached: ok }) => ({
    what,
    CPU: `${slowdown}×`,
    budget: amount(budget, unit),
    measured: amount(measured, unit),
    reached: verdict(ok, 'NO'),
    detail,
  }));
}
