import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { analyticsFindings, importFindings, postFindings } from './findings.js';
import { machine, reached, toMarkdown, type Finding, type Report } from './report.js';
import { analyticsOfPerson, type AnalyticsAtSize } from './scenarios/analytics.js';
import { bulkImport } from './scenarios/bulk-import.js';
import { postUpdates } from './scenarios/post-updates.js';
import { growLedger, seededRandom } from './seed-ledger.js';
import { openWorkbench } from './workbench.js';

const HELP = `npm run bench -- [options]

  --scenarios LIST  of post, import, analytics        (all)
  --seconds N       of load a measurement             (10)
  --signals LIST    sizes of the ledger, growing      (200000,1000000)
  --updates N       in the bulk import                (20000)
  --seed N          of whatever is drawn by chance    (1)
  --out DIR         where report.json and report.md go (bench/results)
`;

const { values } = parseArgs({
  options: {
    scenarios: { type: 'string', default: 'post,import,analytics' },
    seconds: { type: 'string', default: '10' },
    signals: { type: 'string', default: '200000,1000000' },
    updates: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string', default: new URL('../results', import.meta.url).pathname },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}

const log = (message: string) => void process.stderr.write(`${message}\n`);
const scenarios = new Set(values.scenarios.split(','));
const seconds = Number(values.seconds);
const findings: Finding[] = [];
const raw: Record<string, unknown> = {};
const bench = await openWorkbench(log);
try {
  if (scenarios.has('post')) {
    log('posting updates');
    const result = await postUpdates(bench, seconds);
    raw['post'] = result;
    findings.push(...postFindings(result));
  }
  if (scenarios.has('import')) {
    log('importing updates');
    const result = await bulkImport(bench, Number(values.updates));
    raw['import'] = result;
    findings.push(...importFindings(result));
  }
  if (scenarios.has('analytics')) {
    const sizes: AnalyticsAtSize[] = [];
    const random = seededRandom(Number(values.seed));
    let before = 0;
    for (const signals of values.signals.split(',').map(Number)) {
      log(`growing the ledger to ${signals.toLocaleString('en')} signals`);
      const ledger = await growLedger(bench.superuserUrl, before, signals, random);
      before = signals;
      log('reading charts');
      sizes.push(await analyticsOfPerson(bench, ledger, Math.min(seconds, 5)));
    }
    raw['analytics'] = sizes;
    findings.push(...analyticsFindings(sizes));
  }
} finally {
  await bench.close();
}

const report: Report = {
  measuredAt: new Date().toISOString(),
  machine: machine(),
  options: { scenarios: values.scenarios, seconds, signals: values.signals, updates: Number(values.updates), seed: Number(values.seed) },
  findings: findings.map((finding) => ({ ...finding, reached: reached(finding) })),
  raw,
};
await mkdir(values.out, { recursive: true });
await writeFile(`${values.out}/report.json`, `${JSON.stringify(report, undefined, 2)}\n`);
await writeFile(`${values.out}/report.md`, toMarkdown(report));
console.table(
  report.findings.map(({ scenario, against, goal, ratio, reached: ok, detail }) => ({
    scenario,
    against,
    'to reach': `${goal.at === 'least' ? '≥' : '≤'} ${goal.value}`,
    ratio: Number(ratio.toFixed(2)),
    reached: ok ? 'yes' : 'NO',
    detail,
  })),
);
