import { withFirstNight, type FirstNight } from '../first-night.js';
import { runStaleJob, type JobRun } from '../run-stale-job.js';
import { seedOrganization, type SeededOrganization } from '../seed-organization.js';
import type { Workbench } from '../workbench.js';

export interface StaleJob {
  organization: SeededOrganization;
  /** Seconds of the bare statement, in the faster of its two forms. */
  bareSeconds: number;
  bareRuns: number[];
  /** The fastest of the first nights, with the largest memory figure of all. */
  first: JobRun;
  jobRuns: number[];
  /** The following night, with nothing to flag. */
  second: JobRun;
}

const ROUND = ['job', 'unordered', 'ordered'] as const;

/**
 * Compares the nightly job for a whole organization with one bare INSERT … SELECT, in three rounds, each time from the same state. Then runs
 * the following night, when everything stale is already pending. Both sides must leave the same rows.
 */
export async function staleJob(bench: Workbench, people: number, log: (message: string) => void): Promise<StaleJob> {
  log(`seeding an organization of ${people.toLocaleString('en')} people`);
  const organization = await seedOrganization(bench.superuserUrl, { people });
  await bench.server.stop();
  return withFirstNight(bench, organization.now, async (night) => {
    const nights: Nights = { jobs: [], bares: [], contents: new Set() };
    for (const side of [...ROUND, ...ROUND, ...ROUND]) {
      log(`first night, ${side === 'job' ? 'the job' : `the bare statement, ${side}`}`);
      await night.putBack();
      if (side === 'job') nights.jobs.push(await runStaleJob(bench, organization.now));
      else nights.bares.push(await night.bareStatement(side));
      nights.contents.add(await night.content());
    }
    agree(nights);
    log('second night');
    const second = await secondNight(bench, night, organization.now);
    const jobRuns = nights.jobs.map(({ seconds }) => seconds);
    const bareRuns = nights.bares.map(({ seconds }) => seconds);
    return { organization, bareSeconds: Math.min(...bareRuns), bareRuns, first: better(nights.jobs), jobRuns, second };
  });
}

interface Nights {
  jobs: JobRun[];
  bares: { seconds: number; created: number }[];
  contents: Set<string>;
}

/** Throws unless every run left the same suggestions and reported the same number. */
function agree({ jobs, bares, contents }: Nights): void {
  const created = new Set([...jobs, ...bares].map((run) => run.created));
  if (contents.size !== 1) throw new Error(`The job and the bare statement leave different suggestions: ${[...contents].join(' / ')}`);
  if (created.size !== 1 || created.has(0)) throw new Error(`Suggestions created differ: ${[...created].join(', ')}`);
}

async function secondNight(bench: Workbench, night: FirstNight, now: string): Promise<JobRun> {
  const before = await night.content();
  await night.dayPasses();
  const second = await runStaleJob(bench, now);
  if (second.created !== 0 || (await night.content()) !== before)
    throw new Error('A second night with nothing to flag changed the suggestions');
  return second;
}

function better(runs: readonly JobRun[]): JobRun {
  const [best] = runs.toSorted((a, b) => a.seconds - b.seconds);
  if (!best) throw new Error('No night was measured');
  const worst = runs.toSorted((a, b) => b.memory.peak - b.memory.before - (a.memory.peak - a.memory.before))[0] ?? best;
  return { ...best, memory: worst.memory };
}
