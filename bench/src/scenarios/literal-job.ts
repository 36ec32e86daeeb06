import { Database } from '@skilltrace/server/platform/database/database.js';
import { PrismaService } from '@skilltrace/server/platform/database/prisma.js';
import { withFirstNight } from '../first-night.js';
import { flagLiterally } from '../literal-job.js';
import { runStaleJob } from '../run-stale-job.js';
import { seedOrganization } from '../seed-organization.js';
import type { Workbench } from '../workbench.js';

const JOB_RUNS = 3;

export interface LiteralJob {
  people: number;
  created: number;
  literalSeconds: number;
  /** Seconds of the job: the median of three runs. */
  jobSeconds: number;
  jobRuns: number[];
}

/** Compares the nightly job with the literal form of its rule, person by person through Prisma, from the same state. */
export async function literalJob(bench: Workbench, people: number, log: (message: string) => void): Promise<LiteralJob> {
  log(`seeding an organization of ${people.toLocaleString('en')} people`);
  const { now } = await seedOrganization(bench.superuserUrl, { people });
  await bench.server.stop();
  return withFirstNight(bench, now, async (night) => {
    const jobRuns: number[] = [];
    const contents = new Set<string>();
    for (let run = 0; run < JOB_RUNS; run += 1) {
      await night.putBack();
      jobRuns.push((await runStaleJob(bench, now)).seconds);
      contents.add(await night.content());
    }
    log('running the literal form, person by person through Prisma');
    await night.putBack();
    const { seconds, created } = await runLiteralJob(bench, new Date(now));
    contents.add(await night.content());
    if (contents.size !== 1) throw new Error(`The job and its literal form leave different suggestions: ${[...contents].join(' / ')}`);
    const jobSeconds = jobRuns.toSorted((a, b) => a - b)[Math.floor(JOB_RUNS / 2)] ?? Number.NaN;
    return { people, created, literalSeconds: seconds, jobSeconds, jobRuns };
  });
}

async function runLiteralJob({ logins }: Workbench, now: Date): Promise<{ seconds: number; created: number }> {
  const database = new Database({ url: logins.serverUrl, role: 'skilltrace_server' });
  try {
    const prisma = new PrismaService(database);
    await prisma.skill.findFirst();
    const started = performance.now();
    const created = await flagLiterally(prisma, now);
    return { created, seconds: (performance.now() - started) / 1000 };
  } finally {
    await database.close();
  }
}
