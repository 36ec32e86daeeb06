import { parseArgs } from 'node:util';

const SCENARIOS = ['post', 'import', 'analytics', 'inbox', 'organization', 'stale-job', 'literal-job'];
const RESULTS = decodeURIComponent(new URL('../results', import.meta.url).pathname);

const HELP = `npm run bench -- [options]

    --only LIST           scenarios to run, of ${SCENARIOS.join(', ')} (default: all)
    --seconds N           seconds of load per measurement (10)
    --signals LIST        ledger sizes in ascending order; the inbox uses the last one (200000,1000000)
    --organization-signals N
                          signals in organization, 200 per person (10000000); ten million need 10 GB of free disk space
    --updates N           updates in the bulk import (20000)
    --people N            people in stale-job, with ten validated skills each (100000); a million needs 8 GB of free disk space
    --literal-people N    people in literal-job (20000)
    --seed N              seed of all random choices (1)
    --out DIR             folder for report.json and report.md (bench/results; with --only they are not written)
`;

export interface Options {
  only: ReadonlySet<string>;
  /** Whether all scenarios run. */
  whole: boolean;
  seconds: number;
  signals: number[];
  organizationSignals: number;
  updates: number;
  people: number;
  literalPeople: number;
  seed: number;
  /** The folder for the report. If undefined, the report is only printed. */
  out: string | undefined;
}

/** Reads the command line options. On --help or an invalid option it prints the help and exits. */
export function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      seconds: { type: 'string', default: '10' },
      signals: { type: 'string', default: '200000,1000000' },
      'organization-signals': { type: 'string', default: '10000000' },
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
    process.stderr.write(`Unknown scenario: ${unknown.join(', ')}.\n\n${HELP}`);
    process.exit(2);
  }
  const whole = only.size === SCENARIOS.length;
  return {
    only,
    whole,
    seconds: wholeNumber('--seconds', values.seconds),
    signals: values.signals.split(',').map((value) => wholeNumber('--signals', value)),
    organizationSignals: wholeNumber('--organization-signals', values['organization-signals']),
    updates: wholeNumber('--updates', values.updates),
    people: wholeNumber('--people', values.people),
    literalPeople: wholeNumber('--literal-people', values['literal-people']),
    seed: wholeNumber('--seed', values.seed),
    out: values.out ?? (whole ? RESULTS : undefined),
  };
}

function wholeNumber(option: string, value: string): number {
  if (/^[1-9]\d{0,8}$/.test(value)) return Number(value);
  process.stderr.write(`${option} must be a whole number of at least 1, not ${JSON.stringify(value)}.\n`);
  process.exit(2);
}
