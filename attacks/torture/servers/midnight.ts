import type { Context } from '../context.js';
import type { Random } from '../random.js';
import { runCommand } from '../run-command.js';
import type { ServerProcess } from '../server-process.js';
import { withSuperuser } from '../../../apps/server/test/superuser.js';
import { clockAhead } from './clock-ahead.js';
import { nothingStuck, untilRow } from './nothing-stuck.js';
import type { ServersStage } from './stage.js';

const FLAGS = `
  SELECT count(*) AS flags, count(DISTINCT profile_id) AS people,
         count(*) FILTER (WHERE source = 'SYSTEM_FLAG' AND status = 'PENDING' AND suggested_proficiency = 'ADVANCED') AS right
    FROM suggestions`;
const FORGET = "DELETE FROM suggestions; UPDATE employee_skills SET last_validated_at = now() - interval '400 days'";
const MIDNIGHT_PATIENCE_MS = 60_000;

/** A run of the job by each of several processes at the same moment. */
export async function jobAtOnce(context: Context, stage: ServersStage): Promise<void> {
  await withSuperuser(stage.superuserUrl, (client) => client.query(FORGET));
  const runs = await Promise.all(stage.servers.map(() => flag(context, stage)));
  context.history.note('job at once', { runs });
  const created = runs.reduce((sum, { outcome }) => sum + (outcome?.suggestionsCreated ?? 0), 0);
  context.expect(
    runs.every(({ code }) => code === 0) && created === stage.people.length,
    'of several runs of the job at once, all together flag each stale skill once',
    runs,
  );
  await expectFlags(context, stage);
}

/** The midnight of real servers, whose clock is set shortly before it. */
export async function realMidnight(context: Context, stage: ServersStage, random: Random): Promise<void> {
  await withSuperuser(stage.superuserUrl, (client) => client.query(FORGET));
  let leadMs = 8_000;
  for (;;) {
    const servers = await startBeforeMidnight(context, stage, leadMs);
    if (servers.some(({ late }) => late)) {
      // A busy machine: midnight had passed before all of them were there, and some of them have run the job.
      await Promise.all(servers.map(({ server }) => server.kill()));
      await withSuperuser(stage.superuserUrl, (client) => client.query(FORGET));
      leadMs *= 2;
      continue;
    }
    const logs = () => servers.map(({ server }) => server.log());
    const giveUpAt = performance.now() + leadMs + MIDNIGHT_PATIENCE_MS;
    const isOver = (log: string) => /finished at|another run is at work|failed/.test(log);
    while (!logs().every(isOver) && performance.now() < giveUpAt) await new Promise((resolve) => setTimeout(resolve, 100));
    const created = logs().flatMap((log) => [...log.matchAll(/suggestions created: (\d+)/g)].map((match) => Number(match[1])));
    context.history.note('midnight', { servers: servers.length, created });
    context.expect(
      logs().every((log) => isOver(log) && !log.includes('failed')) &&
        created.reduce((sum, count) => sum + count, 0) === stage.people.length,
      'the midnight of several servers flags each stale skill once',
      { created, logs: logs() },
    );
    await expectFlags(context, stage);
    await Promise.all(servers.map(({ server }) => (random.chance(0.5) ? server.stop() : server.kill())));
    return;
  }
}

/** A run is killed while it waits for a row; the next one starts at once, and nothing is flagged twice. */
export async function killedInTheJob(context: Context, stage: ServersStage, random: Random): Promise<void> {
  await withSuperuser(stage.superuserUrl, (client) => client.query(FORGET));
  await withSuperuser(stage.superuserUrl, async (client) => {
    // A suggestion that is being made at this moment: the job's own one for the same person waits to see what comes of it.
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
    context.expect(code === 0, 'a run ends in order beside one that was killed', { code, outcome });
    // The claim of the killed run goes with its connection, which the database may notice only now.
    await nothingStuck(context, stage.superuserUrl, 'a run of the job was killed');
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
    'each stale skill has one pending flag with the level that stands',
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
