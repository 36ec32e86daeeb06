import { parseArgs } from 'node:util';

export const PARTS = ['size', 'paint', 'interaction', 'decision', 'scroll', 'matrix'] as const;
const RESULTS = decodeURIComponent(new URL('../results', import.meta.url).pathname);

const HELP = `npm run bench:web -- [options]

    --only LIST           parts to measure, of ${PARTS.join(', ')} (default: all)
    --out DIR             folder for web.json and web.md (bench/results; with --only they are not written)
`;

export interface WebOptions {
  only: ReadonlySet<string>;
  /** The folder for the report. If undefined, the report is only printed. */
  out: string | undefined;
}

/** Reads the command line options. On --help or an invalid option it prints the help and exits. */
export function readWebOptions(): WebOptions {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, out: { type: 'string' }, help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    process.stdout.write(HELP);
    process.exit(0);
  }
  const only = new Set<string>(values.only?.split(',') ?? PARTS);
  const unknown = [...only].filter((part) => !(PARTS as readonly string[]).includes(part));
  if (unknown.length > 0) {
    process.stderr.write(`Unknown part: ${unknown.join(', ')}.\n\n${HELP}`);
    process.exit(2);
  }
  return { only, out: values.out ?? (only.size === PARTS.length ? RESULTS : undefined) };
}
