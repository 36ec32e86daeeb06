import { execFileSync } from 'node:child_process';
import { cpus, release, totalmem } from 'node:os';
import { WORKERS, type ScenarioResult } from './scenario-result.js';

const LONGEST_DETAIL = 800;

export interface TortureReport {
  endedAt: string;
  revision: string;
  machine: string;
  seed: number;
  rounds: number;
  /** Undefined if all scenarios ran. */
  only: string[] | undefined;
  verdict: 'clean' | 'violated';
  scenarios: ScenarioResult[];
}

export function makeReport(
  { seed, rounds, only }: Pick<TortureReport, 'seed' | 'rounds' | 'only'>,
  scenarios: ScenarioResult[],
): TortureReport {
  const [processor] = cpus();
  return {
    endedAt: new Date().toISOString(),
    revision: revision(),
    machine: `${cpus().length} × ${processor?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${release()}, Node ${process.version}`,
    seed,
    rounds,
    only,
    verdict: scenarios.some(({ violations }) => violations.length > 0) ? 'violated' : 'clean',
    scenarios,
  };
}

/** The report as Markdown. */
export function toMarkdown({ endedAt, revision: commit, machine, seed, rounds, only, verdict, scenarios }: TortureReport): string {
  const variable = scenarios.some(({ facts }) => WORKERS in facts) ? 'TEST_CITUS_URL=… ' : '';
  const command = `${variable}npm run torture -- --rounds ${rounds} --seed ${seed}${only === undefined ? '' : ` --only ${only.join(',')}`}`;
  return [
    `# Torture with seed ${seed}: ${verdict}`,
    '',
    `${endedAt.slice(0, 10)}, revision ${commit}, on ${machine}. Repeat with: \`${command}\`.`,
    '',
    '| scenario | what is done, and what must hold | rounds | minutes | figures | violations |',
    '|---|---|---|---|---|---|',
    ...scenarios.map(
      ({ name, about, roundsDone, rounds: wanted, seconds, facts, violations }) =>
        `| ${name} | ${about} | ${roundsDone === wanted ? wanted : `**${roundsDone} of ${wanted}**`} | ${(seconds / 60).toFixed(1)} | ${formatFacts(facts)} | ${violations.length === 0 ? 'none' : `**${violations.length}**`} |`,
    ),
    '',
    ...scenarios
      .filter(({ violations }) => violations.length > 0)
      .flatMap(({ name, violations, historyTail }) => [
        `## ${name}`,
        '',
        ...violations.slice(0, 20).map(({ round, rule, detail }) => `- round ${round}: ${rule} \`${inShort(detail)}\``),
        '',
        'The end of its history:',
        '',
        '```',
        ...historyTail,
        '```',
        '',
      ]),
  ].join('\n');
}

function formatFacts(facts: Record<string, number>): string {
  return Object.entries(facts)
    .map(([name, value]) => `${name} ${value.toLocaleString('en')}`)
    .join(', ');
}

/** A detail as JSON, truncated if it is long. The history contains all of it. */
export function inShort(detail: unknown): string {
  const text = JSON.stringify(detail) ?? '';
  return text.length > LONGEST_DETAIL ? `${text.slice(0, LONGEST_DETAIL)} …` : text;
}

function revision(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return 'unknown';
  }
}
