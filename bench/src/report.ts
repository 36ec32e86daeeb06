import { execFileSync } from 'node:child_process';
import { cpus, release, totalmem } from 'node:os';

/** One line of the report: what was measured, as a ratio, and what it is to reach. */
export interface Finding {
  scenario: string;
  against: string;
  ratio: number;
  /** How the ratio must stand to the goal. */
  goal: { at: 'least' | 'most'; value: number };
  detail: string;
}

export interface Report {
  measuredAt: string;
  machine: string;
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

/** The report for people: a table, and what fell short. */
export function toMarkdown({ measuredAt, machine: where, options, findings }: Report): string {
  const rows = findings.map(
    ({ scenario, against, ratio, goal, reached: ok, detail }) =>
      `| ${scenario} | ${against} | ${goal.at === 'least' ? '≥' : '≤'} ${goal.value} | ${ratio.toFixed(2)} | ${ok ? 'yes' : '**no**'} | ${detail} |`,
  );
  return [
    '# Measurements',
    '',
    `${measuredAt.slice(0, 10)}, revision ${revision()}, on ${where}; options ${JSON.stringify(options)}.`,
    'Ratios of two sides that ran in one go on the same database; load, server and PostgreSQL share the machine.',
    '',
    '| scenario | against | to reach | ratio | reached | figures |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

/** The report for a terminal, a row a finding. */
export function toTable({ findings }: Report): Record<string, unknown>[] {
  return findings.map(({ scenario, against, goal, ratio, reached: ok, detail }) => ({
    scenario,
    against,
    'to reach': `${goal.at === 'least' ? '≥' : '≤'} ${goal.value}`,
    ratio: Number(ratio.toFixed(2)),
    reached: ok ? 'yes' : 'NO',
    detail,
  }));
}

/** Of the commit that is checked out, in short. */
export function revision(): string {
  return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
}
