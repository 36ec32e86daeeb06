import { parseArgs } from 'node:util';

export const PARTS = ['size', 'paint', 'interaction', 'decision', 'scroll'] as const;
const RESULTS = decodeURIComponent(new URL('../results', import.meta.url).pathname);

const HELP = `npm run bench:web -- [options]

  --only LIST           of ${PARTS.join(', ')} (all)
  --out DIR             where web.json and web.md go (bench/results; with --only, nowhere)
`;

export interface WebOptions {
  only: ReadonlySet<string>;
  /** No folder: the report is printed and not kept. */
  out: string | undefined;
}

/** The options of the command line; prints the help, or what is wrong, and ends the process. */
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
    process.stderr.write(`No part is called ${unknown.join(', ')}.\n\n${HELP}`);
    process.exit(2);
  }
  return { only, out: values.out ?? (only.size === PARTS.length ? RESULTS : undefined) };
}
