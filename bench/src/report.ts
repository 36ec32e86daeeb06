import { execFileSync } from 'node:child_process';
import { cpus, release, totalmem } from 'node:os';

/** One row of the report: a measured ratio and its goal. */
export interface Finding {
  scenario: string;
  against: string;
  ratio: number;
  /** `least`: the ratio must be at least the value. `most`: it must be at most the value. */
  goal: { at: 'least' | 'most'; value: number };
  detail: string;
}

export interface Report {
  measuredAt: string;
  machine: string;
  /** The share of its processor time that its host gave to other machines during the run. */
  stolen: number;
  options: Record<string, unknown>;
  findings: (Finding & { reached: boolean })[];
  raw: Record<string, unknown>;
}

export function reached({ ratio, goal }: Finding): boolean {
  return goal.at === 'least' ? ratio >= goal.value : ratio <= goal.value;
}

export function machine(): string {
  const [processor] = cpus();
  return `${cpus().length} × ${processor?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, Node ${process.version}`;
}

/** The report as Markdown. */
export function toMarkdown({ measuredAt, machine: where, stolen, options, findings }: Report): string {
  const rows = findings.map(
    ({ scenario, against, ratio, goal, reached: ok, detail }) =>
      `| ${scenario} | ${against} | ${goal.at === 'least' ? '≥' : '≤'} ${goal.value} | ${ratio.toFixed(2)} | ${ok ? 'yes' : '**no**'} | ${detail} |`,
  );
  return [
    '# Measurements',
    '',
    `${measuredAt.slice(0, 10)}, revision ${revision()}, on ${where}; options ${JSON.stringify(options)}.`,
    `During the run, the host gave ${(100 * stolen).toFixed(1)} % of the processor time of this machine to other machines.`,
    'Each ratio compares two sides that ran on the same database in one run. Load generator, server and PostgreSQL share the machine.',
    '',
    '| scenario | compared with | goal | ratio | reached | figures |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

/** The report for a terminal, one row per finding. */
export function toTable({ findings }: Report): Record<string, unknown>[] {
  return findings.map(({ scenario, against, goal, ratio, reached: ok, detail }) => ({
    scenario,
    'compared with': against,
    goal: `${goal.at === 'least' ? '≥' : '≤'} ${goal.value}`,
    ratio: Number(ratio.toFixed(2)),
    reached: ok ? 'yes' : 'NO',
    detail,
  }));
}

/** The short hash of the current commit. */
export function revision(): string {
  return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
}
