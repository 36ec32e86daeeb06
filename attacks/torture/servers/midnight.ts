import type { Context } from '../context.js';
import type { Random } from '../random.js';
import { runCommand } from '../run-command.js';
import type { ServerProcess } from '../server-process.js';
import { withSuperuser } from '../../../apps/server/test/superuser.js';
import { clockAhead } from './clock-ahead.js';
import { expectNoLocksLeft, untilRow } from './no-locks-left.js';
import type { ServersStage } from './stage.js';

const FLAGS = `
  SELECT count(*) AS flags, count(DISTINCT profile_id) AS people,
         count(*) FILTER (WHERE source = 'SYSTEM_FLAG' AND status = 'PENDING' AND suggested_proficiency = 'ADVANCED') AS right
    FROM suggestions`;
const RESET = "DELETE FROM suggestions; UPDATE employee_skills SET last_validated_at = now() - interval '400 days'";
const MIDNIGHT_PATIENCE_MS = 60_000;

/** Several processes run the job simultaneously. */
export async function concurrentJobs(context: Context, stage: ServersStage): Promise<void> {
  await withSuperuser(stage.superuserUrl, (client) => client.query(RESET));
  const runs = await Promise.all(stage.servers.map(() => flag(context, stage)));
  context.history.note('concurrent jobs', { runs });
  const created = runs.reduce((sum, { outcome }) => sum + (outcome?.suggestionsCreated ?? 0), 0);
  context.expect(
    runs.every(({ code }) => code === 0) && created === stage.people.length,
    'concurrent runs of the job flag each stale skill once in total',
    runs,
  );
  await expectFlags(context, stage);
}

/** Starts real servers with their clocks set shortly before midnight. */
export async function realMidnight(context: Context, stage: ServersStage, random: Random): Promise<void> {
  await withSuperuser(stage.superuserUrl, (client) => client.query(RESET));
  let leadMs = 8_000;
  for (;;) {
    const servers = await startBeforeMidnight(context, stage, leadMs);
    if (servers.some(({ late }) => late)) {
      // On a busy machine midnight may pass before all servers are ready; some of them have then already run the job.
      await Promise.all(servers.map(({ server }) => server.kill()));
      await withSuperuser(stage.superuserUrl, (client) => client.query(RESET));
      leadMs *= 2;
      continue;
    }
    const logs = () => servers.map(({ server }) => server.log());
    const giveUpAt = performance.now() + leadMs + MIDNIGHT_PATIENCE_MS;
    const isOver = (log: string) => /finished at|another run is in progress|failed/.test(log);
    while (!logs().every(isOver) && performance.now() < giveUpAt) await new Promise((resolve) => setTimeout(resolve, 100));
    const created = logs().flatMap((log) => [...log.matchAll(/suggestions created: (\d+)/g)].map((match) => Number(match[1])));
    context.history.note('midnight', { servers: servers.length, created });
    context.expect(
      logs().every((log) => isOver(log) && !log.includes('failed')) &&
        created.reduce((sum, count) => sum + count, 0) === stage.people.length,
      'several servers flag each stale skill once at midnight',
      { created, logs: logs() },
    );
    await expectFlags(context, stage);
    await Promise.all(servers.map(({ server }) => (random.chance(0.5) ? server.stop() : server.kill())));
    return;
  }
}

/** Kills a run while it waits for a row. The next run starts immediately, and no skill is flagged twice. */
export async function killDuringJob(context: Context, stage: ServersStage, random: Random): Promise<void> {
  await withSuperuser(stage.superuserUrl, (client) => client.query(RESET));
  await withSuperuser(stage.superuserUrl, async (client) => {
    // An uncommitted suggestion for the same person. The job waits to see whether it is committed.
    await client.query('BEGIN');
    await client.query(
      "INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source) VALUES ($1, $2, 'EXPERT', 'SELF_REPORT')",
      [random.pick(stage.people), stage.skillIds[0]],
    );
    const stop = new AbortController();
    const killed = flag(context, stage, stop.signal);
    await untilRow(stage.superuserUrl, "SELECT FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'");
    stop.abort();
    context.history.note('killed in the job', { ...(await killed) });
    const next = flag(context, stage);
    await new Promise((resolve) => setTimeout(resolve, random.between(0, 500)));
    await client.query('ROLLBACK');
    const { code, outcome } = await next;
    context.expect(code === 0, 'a run exits with 0 although another one was killed', { code, outcome });
    // The killed run's claim is released with its connection, which the database may notice only now.
    await expectNoLocksLeft(context, stage.superuserUrl, 'a run of the job was killed');
    const last = await flag(context, stage);
    context.expect(last.code === 0 && last.outcome?.ran === true, 'the run after a killed one has the claim', last);
  });
  await expectFlags(context, stage);
}

async function expectFlags(context: Context, stage: ServersStage): Promise<void> {
  const [found] = await stage.database.query<{ flags: number; people: number; right: number }>(FLAGS);
  const wanted = stage.people.length;
  context.expect(
    found?.flags === wanted && found.people === wanted && found.right === wanted,
    'each stale skill has one pending flag with the confirmed level',
    { wanted, found },
  );
}

async function flag(context: Context, stage: ServersStage, kill?: AbortSignal) {
  const { code, output } = await runCommand(context.command, ['flag-stale-skills', '--json'], stage.environment, kill);
  const json = /\{.*\}/s.exec(output)?.[0];
  const outcome = json === undefined ? undefined : (JSON.parse(json) as { ran: boolean; suggestionsCreated?: number });
  return { code, outcome, output: code === 0 ? '' : output };
}

async function startBeforeMidnight(
  context: Context,
  stage: ServersStage,
  leadMs: number,
): Promise<{ server: ServerProcess; late: boolean }[]> {
  const now = Date.now();
  const midnight = new Date(now).setUTCHours(24, 0, 0, 0);
  const variables = { ...stage.environment, LOG_LEVEL: 'info', ...clockAhead(midnight - leadMs - now) };
  return Promise.all(
    stage.servers.map(async () => {
      const server = await context.startServer(variables);
      return { server, late: Date.now() - now > leadMs - 500 };
    }),
  );
}
