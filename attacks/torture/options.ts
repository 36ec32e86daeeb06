import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { Scenario } from './context.js';

export interface Options {
  rounds: number;
  seed: number;
  only: string[];
  /** No folder: the report is printed and not kept. */
  out: string | undefined;
}

export function help(scenarios: Map<string, Scenario>): string {
  const width = Math.max(...[...scenarios.keys()].map((name) => name.length));
  return `npm run torture -- [options]

Long attacks on the built server, on databases of their own in the folder for temporary files. Nothing of yours is touched.
The same seed draws the same; what the machine makes of it differs from run to run.

  --rounds N     of each scenario (50); one whose rounds are long does one of some, as it says
  --seed N       of whatever is drawn by chance (drawn itself, and printed)
  --only LIST    of the scenarios below (all)
  --out DIR      where seed-N.md and seed-N.json go (bench/results/torture; with --only, nowhere)
  --help

Scenarios:
${[...scenarios].map(([name, { about, oneRoundIn }]) => `  ${name.padEnd(width)}  ${about}${oneRoundIn ? ` (one round in ${oneRoundIn})` : ''}`).join('\n')}

Exit code 0: nothing was violated. 1: something was; the whole history is in a file that is named. 2: wrong options.
130: ended by a signal; what was started is stopped and removed first.
`;
}

/** @throws Error in words, where the options cannot be taken */
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
  if (unknown.length > 0) throw new Error(`No scenario is called ${unknown.join(', ')}; there are ${names.join(', ')}.`);
  return {
    rounds: wholeNumber('--rounds', values.rounds, 1),
    seed: values.seed === undefined ? randomInt(1, 1_000_000_000) : wholeNumber('--seed', values.seed, 0),
    only,
    out: values.out ?? (names.every((name) => only.includes(name)) ? defaultOut : undefined),
  };
}

function wholeNumber(option: string, value: string, least: number): number {
  if (/^\d{1,9}$/.test(value) && Number(value) >= least) return Number(value);
  throw new Error(`${option} takes a whole number from ${least}, not ${JSON.stringify(value)}.`);
}
