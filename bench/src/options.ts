import { parseArgs } from 'node:util';

const SCENARIOS = ['post', 'import', 'analytics', 'inbox', 'stale-job', 'literal-job'];
const RESULTS = decodeURIComponent(new URL('../results', import.meta.url).pathname);

const HELP = `npm run bench -- [options]

  --only LIST           of ${SCENARIOS.join(', ')} (all)
  --seconds N           of load a measurement (10)
  --signals LIST        sizes of the ledger, growing; the inbox is read at the last (200000,1000000)
  --updates N           in the bulk import (20000)
  --people N            in stale-job, with ten validated skills each (100000); for a million leave 8 GB of disk free
  --literal-people N    in literal-job (20000)
  --seed N              of whatever is drawn by chance (1)
  --out DIR             where report.json and report.md go (bench/results; with --only, nowhere)
`;

export interface Options {
  only: ReadonlySet<string>;
  /** Whether all scenarios run. */
  whole: boolean;
  seconds: number;
  signals: number[];
  updates: number;
  people: number;
  literalPeople: number;
  seed: number;
  /** No folder: the report is printed and not kept. */
  out: string | undefined;
}

/** The options of the command line; prints the help, or what is wrong, and ends the process. */
export function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      seconds: { type: 'string', default: '10' },
      signals: { type: 'string', default: '200000,1000000' },
      updates: { type: 'string', default: '20000' },
      people: { type: 'string', default: '100000' },
      'literal-people': { type: 'string', default: '20000' },
      seed: { type: 'string', default: '1' },
      out: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    process.exit(0);
  }
  const only = new Set(values.only?.split(',') ?? SCENARIOS);
  const unknown = [...only].filter((scenario) => !SCENARIOS.includes(scenario));
  if (unknown.length > 0) {
    process.stderr.write(`No scenario is called ${unknown.join(', ')}.\n\n${HELP}`);
    process.exit(2);
  }
  const whole = only.size === SCENARIOS.length;
  return {
    only,
    whole,
    seconds: wholeNumber('--seconds', values.seconds),
    signals: values.signals.split(',').map((value) => wholeNumber('--signals', value)),
    updates: wholeNumber('--updates', values.updates),
    people: wholeNumber('--people', values.people),
    literalPeople: wholeNumber('--literal-people', values['literal-people']),
    seed: wholeNumber('--seed', values.seed),
    out: values.out ?? (whole ? RESULTS : undefined),
  };
}

function wholeNumber(option: string, value: string): number {
  if (/^[1-9]\d{0,8}$/.test(value)) return Number(value);
  process.stderr.write(`${option} takes whole numbers from 1, not ${JSON.stringify(value)}.\n`);
  process.exit(2);
}
