import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { Scenario } from './context.js';

export interface Options {
  rounds: number;
  seed: number;
  only: string[];
  /** The folder for the report. If undefined, the report is only printed. */
  out: string | undefined;
}

export function help(scenarios: Map<string, Scenario>): string {
  const width = Math.max(...[...scenarios.keys()].map((name) => name.length));
  return `npm run torture -- [options]

Long-running attacks on the built server. They use their own databases in the folder for temporary files; your data is not touched.
The same seed makes the same random choices, but timing differs from run to run.

With TEST_CITUS_URL, the URL of a superuser on a Citus coordinator, the scenarios that do not stop PostgreSQL use a ledger that is spread over
its workers: fuzz, histories, overload and restart. The report then has the number of workers.

  --rounds N     rounds of each scenario (default 50); scenarios with long rounds run fewer, as listed below
  --seed N       seed of all random choices (default: chosen randomly and printed)
  --only LIST    scenarios to run, separated by commas (default: all)
  --out DIR      folder for seed-N.md and seed-N.json (default: bench/results/torture; with --only they are not written)
  --help

Scenarios:
${[...scenarios].map(([name, { about, oneRoundIn }]) => `  ${name.padEnd(width)}  ${about}${oneRoundIn ? ` (one round in ${oneRoundIn})` : ''}`).join('\n')}

Exit code 0: no violations. 1: violations were found; the complete history is in a file named in the output. 2: invalid options.
130: ended by a signal; everything that was started is stopped and removed first.
`;
}

/** @throws Error with a readable message if the options are invalid */
export function readOptions(given: string[], scenarios: Map<string, Scenario>, defaultOut: string): Options | 'help' {
  const { values } = parseArgs({
    args: given,
    options: {
      rounds: { type: 'string', default: '50' },
      seed: { type: 'string' },
      only: { type: 'string' },
      out: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const names = [...scenarios.keys()];
  const only = values.only?.split(',') ?? names;
  const unknown = only.filter((name) => !scenarios.has(name));
  if (unknown.length > 0) throw new Error(`Unknown scenario: ${unknown.join(', ')}. Available: ${names.join(', ')}.`);
  return {
    rounds: wholeNumber('--rounds', values.rounds, 1),
    seed: values.seed === undefined ? randomInt(1, 1_000_000_000) : wholeNumber('--seed', values.seed, 0),
    only,
    out: values.out ?? (names.every((name) => only.includes(name)) ? defaultOut : undefined),
  };
}

function wholeNumber(option: string, value: string, least: number): number {
  if (/^\d{1,9}$/.test(value) && Number(value) >= least) return Number(value);
  throw new Error(`${option} must be a whole number of at least ${least}, not ${JSON.stringify(value)}.`);
}
