import { Logger } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import pg from 'pg';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createTestApi } from '../../test/api-client.js';
import { factories } from '../../test/factories.js';
import { runCommands } from '../../test/superuser.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { postProgressUpdate } from '../progress-updates/post-progress-update.js';
import { verifyLedger } from '../signals/verify/verify-ledger.js';
import { LedgerCheckpointsService } from './ledger-checkpoints.service.js';

let db: TestDatabase;

beforeEach(async () => {
  db = await createTestDatabase();
  const make = factories(db.database);
  const profileId = await make.profile();
  const projectId = await make.project({ techLeadId: profileId, skillIds: [await make.skill()] });
  await make.assignment({ profileId, projectId });
  await postProgressUpdate(db.database, { profileId, isAdmin: false, via: 'token' }, { projectId, content: 'work' });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await db.drop();
});

const DAY = new Date('2026-11-21T12:30:00Z');
const checkpoints = () => db.database.query<{ root: string }>("SELECT encode(root, 'hex') AS root FROM ledger_checkpoints ORDER BY id");

it('takes one checkpoint per day across several servers and logs its root', async () => {
  const log = vi.spyOn(Logger.prototype, 'log').mockImplementation(() => {});
  const servers = Array.from({ length: 4 }, () => new LedgerCheckpointsService(db.database));
  await Promise.all(servers.map((server) => server.takeDaily(DAY)));
  for (const server of servers) await server.takeDaily(new Date('2026-11-21T23:30:00Z'));
  const [first, ...more] = await checkpoints();
  expect(more).toEqual([]);
  expect(log.mock.calls.flat().join('\n')).toContain(`root ${first?.root}`);
  await servers[1]?.takeDaily(new Date('2026-11-22T00:30:00Z'));
  expect(await checkpoints()).toHaveLength(2);
  expect((await verifyLedger(db.database)).ok).toBe(true);
});

it('takes no checkpoint of a changed ledger, logs the difference and keeps the server running', async () => {
  const service = new LedgerCheckpointsService(db.database);
  await service.takeDaily(DAY);
  const owner = new pg.Client({ connectionString: db.ownerUrl });
  await owner.connect();
  await runCommands(
    owner,
    `ALTER TABLE user_skill_signals DISABLE TRIGGER USER; DELETE FROM user_skill_signals;
     ALTER TABLE user_skill_signals ENABLE ALWAYS TRIGGER user_skill_signals_append_only;
     ALTER TABLE user_skill_signals ENABLE ALWAYS TRIGGER user_skill_signals_not_truncated`,
  );
  await owner.end();
  const error = vi.spyOn(Logger.prototype, 'error').mockImplementation(() => {});
  expect(await service.takeDaily(new Date('2026-11-22T00:30:00Z'))).toBeUndefined();
  expect(error.mock.calls.flat().join('\n')).toContain('person 1: some signals in the checkpoint, 0 now');
  expect(await checkpoints()).toHaveLength(1);
});

it('does not throw if the database fails', async () => {
  const error = vi.spyOn(Logger.prototype, 'error').mockImplementation(() => {});
  const away = db.database.another({ poolSize: 1 });
  await away.close();
  expect(await new LedgerCheckpointsService(away).takeDaily(DAY)).toBeUndefined();
  expect(error).toHaveBeenCalledOnce();
});

it('runs every hour in the server', async () => {
  const api = await createTestApi();
  try {
    expect(api.app.get(SchedulerRegistry).getCronJob('ledger-checkpoint').cronTime.source).toBe('0 30 * * * *');
  } finally {
    await api.close();
  }
});
