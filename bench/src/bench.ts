import { mkdir, writeFile } from 'node:fs/promises';
import { analyticsFindings, importFindings, postFindings } from './findings.js';
import { organizationFindings } from './organization-findings.js';
import { readOptions } from './options.js';
import { machine, reached, toMarkdown, toTable, type Finding, type Report } from './report.js';
import { analyticsOfPerson, type AnalyticsAtSize } from './scenarios/analytics.js';
import { bulkImport } from './scenarios/bulk-import.js';
import { inboxOfLead } from './scenarios/inbox.js';
import { literalJob } from './scenarios/literal-job.js';
import { postUpdates } from './scenarios/post-updates.js';
import { organizationReadsAtSize } from './scenarios/organization.js';
import { staleJob } from './scenarios/stale-job.js';
import { growLedger, seededRandom, type SeededLedger } from './seed-ledger.js';
import { readProcessorTime, shareStolen } from './stolen-time.js';
import { inboxFindings, literalJobFindings, staleJobFindings } from './validation-findings.js';
import { withWorkbench, type Workbench } from './workbench.js';

const { only, whole, out, ...sizes } = readOptions();
const log = (message: string) => void process.stderr.write(`${message}\n`);
const findings: Finding[] = [];
const raw: Record<string, unknown> = {};
const before = readProcessorTime();

if (['post', 'import', 'analytics', 'inbox'].some((scenario) => only.has(scenario))) await withWorkbench(log, onOneLedger);
if (only.has('organization')) {
  const result = await withWorkbench(log, (bench) => organizationReadsAtSize(bench, sizes.organizationSignals, log));
  raw['organization'] = result;
  findings.push(...organizationFindings(result));
}
// Each job runs in a separate empty database, because it processes every person in it.
if (only.has('stale-job')) {
  const result = await withWorkbench(log, (bench) => staleJob(bench, sizes.people, log));
  raw['stale-job'] = result;
  findings.push(...staleJobFindings(result));
}
if (only.has('literal-job')) {
  const result = await withWorkbench(log, (bench) => literalJob(bench, sizes.literalPeople, log));
  raw['literal-job'] = result;
  findings.push(...literalJobFindings(result));
}

const report: Report = {
  measuredAt: new Date().toISOString(),
  machine: machine(),
  stolen: shareStolen(before, readProcessorTime()),
  options: { only: [...only].join(','), ...sizes },
  findings: findings.map((finding) => ({ ...finding, reached: reached(finding) })),
  raw,
};
if (out !== undefined) {
  await mkdir(out, { recursive: true });
  await writeFile(`${out}/report.json`, `${JSON.stringify(report, undefined, 2)}\n`);
  await writeFile(`${out}/report.md`, toMarkdown(report));
}
console.table(toTable(report));
if (!whole && out === undefined) log('Not all scenarios ran, so no report was written.');

async function onOneLedger(bench: Workbench): Promise<void> {
  const { seconds } = sizes;
  if (only.has('post')) {
    log('posting updates');
    const result = await postUpdates(bench, seconds);
    raw['post'] = result;
    findings.push(...postFindings(result));
  }
  if (only.has('import')) {
    log('importing updates');
    const result = await bulkImport(bench, sizes.updates);
    raw['import'] = result;
    findings.push(...importFindings(result));
  }
  if (!only.has('analytics') && !only.has('inbox')) return;
  const atSizes: AnalyticsAtSize[] = [];
  const random = seededRandom(sizes.seed);
  let ledger: SeededLedger | undefined;
  for (const signals of only.has('analytics') ? sizes.signals : sizes.signals.slice(-1)) {
    log(`growing the ledger to ${signals.toLocaleString('en')} signals`);
    ledger = await growLedger(bench.superuserUrl, ledger?.signals ?? 0, signals, random);
    if (!only.has('analytics')) continue;
    log('reading charts');
    atSizes.push(await analyticsOfPerson(bench, ledger, Math.min(seconds, 5)));
  }
  if (only.has('analytics')) {
    raw['analytics'] = atSizes;
    findings.push(...analyticsFindings(atSizes));
  }
  if (only.has('inbox') && ledger) {
    log('reading the Validation Inbox');
    const result = await inboxOfLead(bench, ledger, seconds);
    raw['inbox'] = result;
    findings.push(...inboxFindings(result));
  }
}
