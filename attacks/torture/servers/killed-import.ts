import { ask, bodyOf } from '../ask.js';
import type { Context } from '../context.js';
import type { Random } from '../random.js';
import { expectNoLocksLeft, untilRow } from './no-locks-left.js';
import type { ServersStage } from './stage.js';

// More than two batches of 1,000, and not a multiple of 1,000.
const LINES = 2_500;
const COUNT = `
  SELECT count(*) AS updates, count(DISTINCT external_id) AS distinct, coalesce(sum(signals), 0)::int AS signals FROM (
    SELECT u.external_id, (SELECT count(*) FROM signal_ledger s WHERE s.source_type = 'update' AND s.source_id = u.id) AS signals
      FROM progress_updates u WHERE u.external_id LIKE $1 || '%') imported`;

type Counted = { updates: number; distinct: number; signals: number };

/** Kills a server in the middle of an import, then sends the same file to another server. */
export async function killDuringImport(context: Context, stage: ServersStage, random: Random, withKey: boolean): Promise<void> {
  const name = withKey ? 'keyed' : 'plain';
  const running = stage.servers.filter((server) => server.isRunning());
  const victim = random.pick(running);
  const survivors = running.filter((server) => server !== victim);
  const text = lines(stage, random, name);
  const key = { 'idempotency-key': `import ${name}` };
  const headers = { 'content-type': 'application/x-ndjson', authorization: `Bearer ${stage.admin.token}`, ...(withKey ? key : {}) };
  const cut = random.between(Math.ceil(text.length * 0.5), text.length - 100);
  const broken = fetch(`${victim.url}/api/progress_updates/import`, {
    method: 'POST',
    headers,
    body: unending(text.slice(0, cut)),
    duplex: 'half',
  }).then(
    ({ status }) => status,
    () => 'none',
  );
  // Wait until the import has committed some rows.
  await untilRow(stage.superuserUrl, `SELECT FROM progress_updates WHERE external_id LIKE '${name}%' LIMIT 1`);
  await victim.kill();
  context.history.note('killed in an import', { name, cut, answered: await broken });
  const first = await ask(random.pick(survivors).url, {
    method: 'POST',
    path: '/api/progress_updates/import',
    body: text,
    headers,
    patienceMs: 120_000,
  });
  const report = bodyOf(first);
  context.expect(
    first.status === 200 && report?.rejected === 0 && report.imported + report.duplicates === LINES,
    'an import whose server was killed is finished by another server without duplicates',
    { name, first },
  );
  const [counted] = await stage.database.query<Counted>(COUNT, [name]);
  context.expect(
    counted?.updates === LINES && counted.distinct === LINES && counted.signals === LINES * stage.skillIds.length,
    'every line of an import exists once with its signals',
    { name, counted },
  );
  await expectNoLocksLeft(context, stage.superuserUrl, `a server was killed in an import (${name})`);
}

function lines({ people, projectId }: ServersStage, random: Random, name: string): string {
  return Array.from({ length: LINES }, (_, index) =>
    JSON.stringify({
      projectId,
      userId: random.pick(people),
      content: `imported ${name} ${index}`,
      externalId: `${name} ${index}`,
      createdAt: new Date(Date.UTC(2024, 0, 1) + index * 60_000).toISOString(),
    }),
  ).join('\n');
}

/** Sends the text and then nothing: the connection stays open until one side closes it. */
function unending(text: string): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(text));
    },
  });
}
