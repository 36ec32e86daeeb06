import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { factories } from '../../../test/factories.js';
import { restoreIntoNewCluster } from '../../../test/logical-copy.js';
import { movedTime } from '../../../test/moved-time.js';
import { runCommands, withSuperuser } from '../../../test/superuser.js';
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.js';
import { Database } from '../../platform/database/database.js';
import { erasePerson } from '../../people/erasure/erase-person.js';
import { postProgressUpdate } from '../../progress-updates/post-progress-update.js';
import { assignPerson } from '../../projects/assign-person.js';
import { verifyLedger } from '../verify/verify-ledger.js';
import { createCheckpointFile, CheckpointFileError, readCheckpointFile } from './checkpoint-file.js';
import { recordCluster } from './clusters.js';
import { LedgerDiffersError, takeCheckpoint, type TakeCheckpointOptions } from './take-checkpoint.js';

let db: TestDatabase;
let folder: string;
let project: number;
let people: [number, number];
let admin: { profileId: number; isAdmin: boolean; via: 'token' };

beforeEach(async () => {
  db = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'skilltrace-checkpoint-'));
  const make = factories(db.database);
  const lead = await make.profile({ isAdmin: true });
  admin = { profileId: lead, isAdmin: true, via: 'token' };
  people = [await make.profile(), await make.profile()];
  project = await make.project({ techLeadId: lead, skillIds: [await make.skill(), await make.skill()] });
  for (const profileId of people) {
    await assignPerson(db.database, admin, project, { profileId, role: 'Engineer', startedAt: '2026-01-05T08:00:00.000Z' });
    await post(profileId, 'first', '2026-02-02T10:00:00.000Z');
  }
});
afterEach(async () => {
  await db.drop();
  await rm(folder, { recursive: true, force: true });
});

const post = (userId: number, content: string, createdAt?: string, database = db.database) =>
  postProgressUpdate(database, admin, { projectId: project, userId, content, createdAt });

async function takeToFile(name: string, options: TakeCheckpointOptions = {}, database = db.database): Promise<string> {
  const path = join(folder, name);
  const file = await createCheckpointFile(path);
  const taken = await takeCheckpoint(database, { ...options, onPart: (part) => file.write(part) });
  if (!taken) throw new Error('no checkpoint was taken');
  await file.finish(taken);
  return path;
}

const asSuperuser = (sql: string, url = db.superuserUrl) => withSuperuser(url, (client) => runCommands(client, sql));

/** Changes data as a database owner would: with disabled triggers, which are enabled again afterwards. */
const tamper = (sql: string, table = 'user_skill_signals', url?: string) =>
  asSuperuser(
    `ALTER TABLE ${table} DISABLE TRIGGER USER; ${sql};
     DO $$ DECLARE t record; BEGIN FOR t IN SELECT tgname FROM pg_trigger WHERE tgrelid = '${table}'::regclass AND NOT tgisinternal LOOP
       EXECUTE format('ALTER TABLE ${table} ENABLE ALWAYS TRIGGER %I', t.tgname); END LOOP; END $$`,
    url,
  );

async function differences(against: string | undefined, database = db.database): Promise<string[]> {
  const { checkpoint } = await verifyLedger(database, { against });
  return checkpoint?.differences.map(({ text }) => text) ?? [];
}

describe('an unchanged ledger', () => {
  it('has no differences from a file, a root or the newest stored checkpoint', async () => {
    const path = await takeToFile('a');
    const { root } = await readCheckpointFile(path);
    for (const against of [path, root, undefined]) {
      const verification = await verifyLedger(db.database, { against });
      // Roles belong to the whole cluster, and another test file may have granted one to a login of its own at this moment.
      const checks = verification.checks.filter(({ name }) => name !== 'schema-as-shipped');
      expect(checks.filter(({ violations }) => violations > 0)).toEqual([]);
      expect(verification.checkpoint).toMatchObject({ root, differences: [], from: against === path ? 'file' : 'database' });
      expect(verification.checks.find(({ name }) => name === 'unchanged-signals')?.examined).toBe(2);
    }
  });

  it('has no differences after new signals, and the next checkpoint stores only parts with changes', async () => {
    const path = await takeToFile('a');
    await post(people[0], 'later');
    await post(people[0], 'long ago', '2026-01-20T10:00:00.000Z');
    expect(await differences(path)).toEqual([]);
    await takeToFile('b');
    const rows = await db.database.query(`SELECT part FROM ledger_checkpoint_parts WHERE ledger = 'signals' AND checkpoint_id = 2`);
    expect(rows).toEqual([{ part: people[0] }]);
    expect(await differences(undefined)).toEqual([]);
  });

  it('covers a signal that commits late in the next checkpoint and ignores it in the previous one', async () => {
    let entered = () => {};
    const started = new Promise<void>((resolve) => (entered = resolve));
    let leave = () => {};
    const held = new Promise<void>((resolve) => (leave = resolve));
    const late = db.database.transaction(async (transaction) => {
      await postProgressUpdate(transaction, admin, { projectId: project, userId: people[1], content: 'late' });
      entered();
      await held;
    });
    await started;
    await post(people[0], 'in between');
    const before = await takeToFile('before');
    leave();
    await late;
    expect(await differences(before)).toEqual([]);
    const after = await takeToFile('after');
    await tamper(
      `DELETE FROM user_skill_signals WHERE user_id = ${people[1]} AND source_id = (SELECT max(id) FROM progress_updates WHERE content = 'late')`,
    );
    expect(await differences(before)).toEqual([]);
    expect(await differences(after)).toEqual([`person ${people[1]}: 6 signals in the checkpoint, 4 now`]);
  });

  it('accepts writes while a checkpoint is taken', async () => {
    let posted = 0;
    await takeCheckpoint(db.database, { onPart: async () => void (await post(people[0], `beside ${(posted += 1)}`)) });
    expect(posted).toBeGreaterThan(3);
    expect(await differences(undefined)).toEqual([]);
  });

  it('has no differences after a person was erased', async () => {
    const path = await takeToFile('a');
    await erasePerson(db.database, { profileId: people[0], erasedById: admin.profileId });
    expect(await differences(path)).toEqual([]);
  });
});

describe('a change by the database owner', () => {
  const own = () => `user_id = ${people[0]}`;
  const first = () => `id = (SELECT min(id) FROM user_skill_signals WHERE ${own()})`;
  const added = (columns: string, values: string) => () =>
    `INSERT INTO user_skill_signals (user_id, skill_id, source_type, source_id, signal_type, weight, created_at, project_id, ${columns})
     SELECT user_id, skill_id, 'project', source_id, 'completed', 3, created_at, project_id, ${values} FROM user_skill_signals WHERE ${first()}`;

  it.each<[string, () => string, string]>([
    ['a deleted signal', () => `DELETE FROM user_skill_signals WHERE ${first()}`, '4 signals in the checkpoint, 3 now'],
    [
      'a re-dated signal',
      () => `UPDATE user_skill_signals SET created_at = ${movedTime('created_at', '-1 ms')} WHERE ${first()}`,
      '4 signals in the checkpoint, 4 now',
    ],
    [
      'a re-weighted signal',
      () => `UPDATE user_skill_signals SET weight = weight + 1 WHERE ${first()}`,
      '4 signals in the checkpoint, 4 now',
    ],
    [
      'an earlier recording time',
      () => `UPDATE user_skill_signals SET recorded_at = ${movedTime('recorded_at', '-1 ms')} WHERE ${first()}`,
      '4 signals in the checkpoint, 4 now',
    ],
    [
      'a later recording time',
      () => `UPDATE user_skill_signals SET recorded_at = ${movedTime('recorded_at', '9 days')} WHERE ${first()}`,
      '4 signals in the checkpoint, 3 now',
    ],
    [
      'a later transaction',
      () => `UPDATE user_skill_signals SET transaction_id = '9000000000' WHERE ${first()}`,
      '4 signals in the checkpoint, 3 now',
    ],
    [
      'an added signal that claims an earlier transaction',
      added('recorded_at, transaction_id', "recorded_at, '3'"),
      '4 signals in the checkpoint, 5 now',
    ],
    [
      'an added signal that claims an earlier cluster',
      added('recorded_at', "now() - interval '300 days'"),
      '4 signals in the checkpoint, 5 now',
    ],
  ])('is reported with the person for %s', async (_name, sql, text) => {
    const path = await takeToFile('a');
    await tamper(sql());
    expect(await differences(path)).toEqual([`person ${people[0]}: ${text}`]);
    expect(await differences(undefined)).toEqual([`person ${people[0]}: ${text.replace('4 signals', 'some signals')}`]);
    await expect(takeCheckpoint(db.database)).rejects.toThrow(LedgerDiffersError);
    expect(await db.database.query('SELECT FROM ledger_checkpoints')).toHaveLength(1);
  });

  it('is reported with the person for an added signal with a recording time days before the checkpoint', async () => {
    await tamper(`UPDATE ledger_clusters SET since = ${movedTime('since', '-90 days')}`, 'ledger_clusters');
    const path = await takeToFile('a');
    await tamper(added('recorded_at', "now() - interval '30 days'")());
    expect(await differences(path)).toEqual([`person ${people[0]}: 1 signals backdated`]);
  });

  it('is found in progress updates and in the audit log', async () => {
    const path = await takeToFile('a');
    await tamper(`UPDATE progress_updates SET created_at = ${movedTime('created_at', '-1 day')} WHERE ${own()}`, 'progress_updates');
    await tamper(`UPDATE audit_entries SET profile_id = ${people[1]} WHERE profile_id = ${people[0]}`, 'audit_entries');
    const today = new Date().toISOString().slice(0, 10);
    const found = await differences(path);
    expect(found[0]).toBe(`person ${people[0]}: 1 progress updates in the checkpoint, 1 now`);
    expect(found[1]).toMatch(new RegExp(`^${today}: \\d+ audit entries in the checkpoint, \\d+ now$`));
    expect(found).toHaveLength(2);
  });

  it('is found with the file or the root if the stored checkpoint was forged to match', async () => {
    const path = await takeToFile('a');
    const { root } = await readCheckpointFile(path);
    await tamper(`DELETE FROM user_skill_signals WHERE ${own()}`);
    for (const table of ['ledger_checkpoints', 'ledger_checkpoint_parts']) await tamper(`DELETE FROM ${table}`, table);
    await takeToFile('forged');
    expect(await differences(undefined)).toEqual([]);
    expect(await differences(path)).toEqual([`person ${people[0]}: 4 signals in the checkpoint, 0 now`]);
    const { checks } = await verifyLedger(db.database, { against: root });
    expect(checks.find(({ name }) => name === 'checkpoint-stored')?.violations).toBe(1);
  });

  it('is found if only a stored digest was changed', async () => {
    const path = await takeToFile('a');
    const { root } = await readCheckpointFile(path);
    await tamper(`UPDATE ledger_checkpoint_parts SET digest = sha256('x') WHERE part = ${people[0]}`, 'ledger_checkpoint_parts');
    const { checks } = await verifyLedger(db.database, { against: root });
    expect(checks.find(({ name }) => name === 'checkpoint-whole')?.violations).toBe(2);
  });

  it('is found if a checkpoint was removed from the chain', async () => {
    await takeToFile('a');
    await post(people[0], 'more');
    await takeToFile('b');
    await tamper('DELETE FROM ledger_checkpoints WHERE id = 1', 'ledger_checkpoints');
    const { checks } = await verifyLedger(db.database);
    expect(checks.find(({ name }) => name === 'checkpoints-chained')).toMatchObject({ violations: 1, samples: ['checkpoint 2'] });
  });
});

describe('a checkpoint file', () => {
  it('is rejected if it is incomplete, changed or not a checkpoint', async () => {
    const path = await takeToFile('a');
    const text = await readFile(path, 'utf8');
    const lines = text.trimEnd().split('\n');
    const changed = [
      lines.slice(0, -1).join('\n'),
      text.replace(/"digest":"."?/, (found) => found.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'))),
      lines.toSpliced(1, 1).join('\n'),
      text.replace(/"recordedUntil":"\d/, '"recordedUntil":"3'),
      '{}',
      'hello',
      '',
    ];
    for (const [index, content] of changed.entries()) {
      const other = join(folder, `changed-${index}`);
      await writeFile(other, content);
      await expect(readCheckpointFile(other)).rejects.toThrow(CheckpointFileError);
    }
  });
});

describe('a checkpoint after a restore', () => {
  it('remains valid in a new cluster with lower transaction numbers, and finds changes', async () => {
    const path = await takeToFile('a');
    await post(people[1], 'after the checkpoint');
    const restored = await restoreIntoNewCluster(db.superuserUrl);
    const database = new Database({ url: restored.serverUrl, role: 'skilltrace_server' });
    try {
      await recordCluster(database);
      expect((await verifyLedger(database, { against: path })).checks.filter(({ violations }) => violations > 0)).toEqual([]);
      // The transaction numbers of the new cluster are lower than those of the checkpoint.
      await post(people[0], 'in the new cluster', undefined, database);
      expect(await differences(path, database)).toEqual([]);

      const next = await takeToFile('b', {}, database);
      await post(people[0], 'after the second checkpoint', undefined, database);
      expect(await differences(next, database)).toEqual([]);
      expect(await differences(path, database)).toEqual([]);
      await tamper(
        `UPDATE user_skill_signals SET weight = 9 WHERE user_id = ${people[1]} AND created_at = (SELECT max(created_at) FROM user_skill_signals WHERE user_id = ${people[1]})`,
        'user_skill_signals',
        restored.superuserUrl,
      );
      // This row was written in the old cluster after the first checkpoint, so only the second one covers it.
      expect(await differences(path, database)).toEqual([]);
      expect(await differences(next, database)).toEqual([`person ${people[1]}: 6 signals in the checkpoint, 6 now`]);
    } finally {
      await database.close();
      await restored.stop();
    }
  });

  it('of an older backup lists missing rows, and the next checkpoint can be taken by accepting the differences', async () => {
    const restored = await restoreIntoNewCluster(db.superuserUrl);
    await post(people[0], 'lost');
    const path = await takeToFile('a');
    const database = new Database({ url: restored.serverUrl, role: 'skilltrace_server' });
    try {
      await recordCluster(database);
      expect(await differences(path, database)).toEqual([
        `person ${people[0]}: 6 signals in the checkpoint, 4 now`,
        `person ${people[0]}: 2 progress updates in the checkpoint, 1 now`,
      ]);
    } finally {
      await database.close();
      await restored.stop();
    }
    await tamper(`DELETE FROM user_skill_signals WHERE user_id = ${people[0]}`);
    await expect(takeCheckpoint(db.database)).rejects.toThrow(`person ${people[0]}: some signals in the checkpoint, 0 now`);
    expect(await takeCheckpoint(db.database, { acceptDifferences: true })).toMatchObject({ id: 3 });
    expect(await differences(undefined)).toEqual([]);
  });
});

describe('concurrent servers', () => {
  it('take one checkpoint per day in total', async () => {
    const taken = await Promise.all(Array.from({ length: 4 }, () => takeCheckpoint(db.database, { dailyOn: '2026-11-21' })));
    await takeCheckpoint(db.database, { dailyOn: '2026-11-21' });
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await db.database.query('SELECT FROM ledger_checkpoints')).toHaveLength(1);
    expect(await takeCheckpoint(db.database, { dailyOn: '2026-11-22' })).toBeDefined();
    expect((await verifyLedger(db.database)).ok).toBe(true);
  });
});
