import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../../apps/server/test/free-port.js';
import { openStandbyOf } from '../../../apps/server/test/own-postgres.js';
import { withSuperuser } from '../../../apps/server/test/superuser.js';
import { ask, bodyOf } from '../ask.js';
import type { Context } from '../context.js';
import { openDatabase } from '../open-database.js';
import { runCommand } from '../run-command.js';
import type { ServerProcess } from '../server-process.js';
import { compareCopies, readersOn } from './compare-copies.js';
import type { CrashingInstallation } from './installations.js';
import { openLoadBalancer } from './load-balancer.js';

const SESSION_SECRET = 'a secret that only these tests and their servers know';
/** Otherwise a standby on the same machine would nearly always have what a person has just written. */
const REPLAYED_AFTER_MS = 2_000;
const REPEAT_WITHIN_MS = 180_000;

/**
 * Two servers behind a load balancer, with a streaming standby for reads and partitioned ledgers. One of the faults is an operator
 * who stops the servers and changes the number of partitions, with a command that is killed and run again.
 */
export async function twoServersInstallation(context: Context): Promise<CrashingInstallation> {
  const postgres = await context.openPostgres();
  const databaseUrl = await postgres.createDatabase();
  const owner = { DATABASE_URL: databaseUrl, SESSION_SECRET };
  const partition = async (parts: number, kill?: AbortSignal) => {
    const { code, output } = await runCommand(context.command, ['database', 'partition', '--parts', String(parts)], owner, kill);
    context.history.note('partitioned', { parts, code, output });
    return code;
  };
  context.expect((await partition(4)) === 0, '`skilltrace database partition` exits with 0');
  const standby = await openStandbyOf(postgres, 'torture');
  context.atEnd(() => standby.close());
  await withSuperuser(standby.superuserUrl(), async (client) => {
    await client.query(`ALTER SYSTEM SET recovery_min_apply_delay = '${REPLAYED_AFTER_MS}ms'`);
    await client.query('SELECT pg_reload_conf()');
  });
  const environment = { ...owner, DATABASE_READ_URL: `postgres://127.0.0.1:${standby.port}` };
  const ports = [await freePort(), await freePort()];
  const balancer = await openLoadBalancer(ports);
  context.atEnd(() => balancer.close());
  const url = `http://127.0.0.1:${balancer.port}`;
  const start = (port: number) => context.startServer({ ...environment, PORT: String(port), PUBLIC_URL: url });
  const servers: ServerProcess[] = await Promise.all(ports.map(start));
  const name = new URL(databaseUrl).pathname.slice(1);
  let newParts: number | undefined;

  return {
    name: 'two servers',
    faults: ['server', 'postmaster', 'backend', 'server and postmaster', 'standby', 'partitioning'],
    url,
    environment,
    kill: async (fault, random) => {
      if (fault === 'server' || fault === 'server and postmaster') await random.pick(servers).kill();
      if (fault === 'postmaster' || fault === 'server and postmaster') await postgres.killPostmaster();
      if (fault === 'backend') await postgres.killOneBackend(random, name);
      if (fault === 'standby') await (random.chance(0.5) ? standby.killPostmaster() : standby.stop('immediate'));
      if (fault !== 'partitioning') return;
      newParts = random.pick([1, 2, 3, 5, 8]);
      for (const server of servers) context.expect((await server.stop()) === 0, 'a stopped server exits with 0', { log: server.log() });
      await partition(newParts, AbortSignal.timeout(random.between(300, 3_000)));
    },
    bringBack: async () => {
      const isStopped = newParts !== undefined;
      for (const server of servers) {
        const ended = await Promise.race([server.ended, Promise.resolve('runs')]);
        const isExpected = isStopped || ended === 'SIGKILL' || server.isRunning();
        context.expect(isExpected, 'the server survives the loss of its database', { log: server.log() });
      }
      await postgres.start();
      await standby.start();
      if (newParts !== undefined)
        await until(async () => (await partition(newParts ?? 0)) === 0, 'the partitioning succeeds when it is repeated');
      newParts = undefined;
      for (const [index, server] of servers.entries()) if (!server.isRunning()) servers[index] = await start(server.port);
    },
    withDatabase: async (work) => {
      const database = await openDatabase(databaseUrl);
      try {
        return await work(database);
      } finally {
        await database.close();
      }
    },
    checkCopies: async (token) => {
      for (const { url: own } of servers) {
        const checks = async () => bodyOf(await ask(own, { path: '/readyz' }))?.checks;
        await until(async () => (await checks())?.standby1 === 'ok', 'every server uses the standby again');
      }
      const isReadByAll = async () => {
        // Together, because a server closes a connection that has been idle for some seconds.
        await Promise.all(servers.map(({ url: own }) => ask(own, { path: '/api/organization/skills/distribution', token })));
        return (await readersOn(standby.superuserUrl(name))) >= servers.length;
      };
      // Not until the standby has the last change of this person, who can see all charts.
      await until(isReadByAll, 'every server reads from the standby');
      await compareCopies(context, postgres.superuserUrl(name), standby.superuserUrl(name));
    },
    stop: async () => {
      const codes = await Promise.all(servers.map((server) => server.stop()));
      return codes.find((code) => code !== 0) ?? 0;
    },
    log: () => servers.map((server) => server.log()).join('\n'),
  };
}

/** The killed command may still hold its locks for a moment. */
async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  const giveUpAt = performance.now() + REPEAT_WITHIN_MS;
  while (!(await holds())) {
    if (performance.now() > giveUpAt) throw new Error(`After ${REPEAT_WITHIN_MS / 1000} s it still does not hold that ${what}`);
    await sleep(200);
  }
}
