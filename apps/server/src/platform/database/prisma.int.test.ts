import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { factories, readLedger } from '../../../test/factories.js';
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.js';
import { emitSkillSignals } from '../../signals/emit-skill-signals.js';
import { isDatabaseUnavailable, sqlState, translateDatabaseError } from '../errors/sqlstate.js';
import { Database } from './database.js';
import { PrismaService } from './prisma.js';
import { Prisma } from '../../generated/prisma/client.js';

let db: TestDatabase;
let prisma: PrismaService;
let make: ReturnType<typeof factories>;

beforeAll(async () => {
  db = await createTestDatabase();
  prisma = new PrismaService(db.database);
  make = factories(db.database);
});
afterAll(() => db.drop());

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('rows read through Prisma', () => {
  it('have bigints, times in milliseconds and JSON, regardless of the parsers of the pool', async () => {
    const id = await make.project({ techLeadId: await make.profile(), metadata: { client: 'Harbour' } });
    await db.database.query("UPDATE projects SET created_at = '2026-03-29 01:30:00.123+01' WHERE id = $1", [id]);
    const row = await prisma.project.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject({
      id: BigInt(id),
      createdAt: new Date('2026-03-29T00:30:00.123Z'),
      status: 'active',
      metadata: { client: 'Harbour' },
    });
    expect(await db.database.query('SELECT id, created_at FROM projects WHERE id = $1', [id])).toEqual([
      { id, created_at: '2026-03-29T00:30:00.123Z' },
    ]);
  });

  it('are written with the exact given time, and found by it', async () => {
    const id = await make.project({ techLeadId: await make.profile() });
    await prisma.project.update({ where: { id }, data: { completedAt: '2026-10-25T01:30:00.007+02:00' } });
    expect(await prisma.project.findMany({ where: { completedAt: '2026-10-24T23:30:00.007Z' }, select: { id: true } })).toEqual([
      { id: BigInt(id) },
    ]);
  });

  it('come from connections with the role of the server', async () => {
    expect(await prisma.$queryRaw`SELECT current_user::text AS role, current_setting('TimeZone') AS zone`).toEqual([
      { role: 'skilltrace_server_of_tests', zone: 'UTC' },
    ]);
  });
});

it('does not close the pool when Prisma disconnects', async () => {
  await prisma.$disconnect();
  expect(await db.database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  expect(await prisma.skill.count()).toBeTypeOf('number');
});

describe('the signal ledger through Prisma', () => {
  const statements = [
    Prisma.sql`INSERT INTO user_skill_signals (user_id, skill_id, source_type, source_id, signal_type, weight, created_at, project_id)
               SELECT user_id, skill_id, 'update', 1, 'update', 1, created_at, project_id FROM user_skill_signals`,
    Prisma.sql`UPDATE user_skill_signals SET weight = 100`,
    Prisma.sql`DELETE FROM user_skill_signals`,
    Prisma.sql`TRUNCATE user_skill_signals`,
    Prisma.sql`DELETE FROM signal_ledger`,
    Prisma.sql`INSERT INTO progress_updates (project_id, user_id, content) SELECT source_id, user_id, 'x' FROM user_skill_signals`,
  ];

  it.each(statements.map((statement) => [statement.sql, statement] as const))('rejects %s', async (_, statement) => {
    const [profileId, skillId] = [await make.profile(), await make.skill()];
    const projectId = await make.project({ techLeadId: profileId, skillIds: [skillId] });
    await make.assignment({ profileId, projectId });
    const event = { userId: profileId, sourceType: 'project', sourceId: projectId, signalType: 'joined', skillIds: [skillId] } as const;
    await db.database.transaction((connection) => emitSkillSignals({ ...event, connection }));
    const before = await readLedger(db.database);
    expect(before.length).toBeGreaterThan(0);
    expect(sqlState(await failureOf(prisma.$executeRaw(statement)))).toBe('42501');
    expect(await readLedger(db.database)).toEqual(before);
  });

  it('rejects a progress update that is created through its model', async () => {
    const profileId = await make.profile();
    const projectId = await make.project({ techLeadId: profileId });
    expect(sqlState(await failureOf(prisma.progressUpdate.create({ data: { projectId, userId: profileId, content: 'x' } })))).toBe('42501');
  });
});

describe('errors from Prisma', () => {
  const refusal = async (work: Promise<unknown>) => translateDatabaseError(await failureOf(work));

  it('are conflicts for a duplicate value in a unique, partial or expression index', async () => {
    const data = { name: 'Taken', category: 'Test' };
    await prisma.skill.create({ data });
    expect(await refusal(prisma.skill.create({ data }))).toMatchObject({ name: 'DomainError', code: 'CONFLICT' });
    expect(await refusal(prisma.$executeRaw`INSERT INTO skills (skill_name, category) VALUES ('Taken', 'Test')`)).toMatchObject({
      code: 'CONFLICT',
    });
    const person = { email: 'twice@example.org', name: 'Twice', externalId: 'twice' };
    await prisma.profile.create({ data: person });
    expect(await refusal(prisma.profile.create({ data: { ...person, externalId: null } }))).toMatchObject({ code: 'CONFLICT' });
    expect(await refusal(prisma.profile.create({ data: { ...person, email: 'once@example.org' } }))).toMatchObject({ code: 'CONFLICT' });
  });

  it('are distinguished for a foreign key, a check constraint and a text that cannot be stored', async () => {
    const skillId = await make.skill();
    expect(await refusal(prisma.projectSkill.create({ data: { projectId: 999_999_999, skillId } }))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refusal(prisma.profile.create({ data: { email: 'UPPER@example.org', name: 'x' } }))).toMatchObject({
      code: 'CONFLICT',
      message: /refuses/,
    });
    expect(await refusal(prisma.skill.create({ data: { name: 'a\0b', category: 'x' } }))).toMatchObject({ code: 'VALIDATION_FAILED' });
  });

  it('are not translated for a missing record and for misuse of the API', async () => {
    const missing = await failureOf(prisma.skill.update({ where: { id: 999_999_999 }, data: { category: 'x' } }));
    expect(missing).toMatchObject({ code: 'P2025' });
    expect([sqlState(missing), translateDatabaseError(missing)]).toEqual([undefined, missing]);
    const misuse = await failureOf(prisma.skill.findUnique({ where: { id: 'x' as never } }));
    expect(translateDatabaseError(misuse)).toBe(misuse);
  });

  it.each(['postgresql://nobody@127.0.0.1:1/none', 'postgresql://nobody@nowhere.invalid:5432/none'])(
    'say that the database at %s is unavailable',
    async (url) => {
      const away = new Database({ url, role: 'skilltrace_server' });
      const failure = await failureOf(new PrismaService(away).skill.count());
      expect(isDatabaseUnavailable(failure)).toBe(true);
      expect(translateDatabaseError(failure)).toMatchObject({ code: 'UNAVAILABLE' });
      await away.close();
    },
  );

  it('say that the database is unavailable if the connection breaks during a statement', async () => {
    const working = failureOf(prisma.$queryRaw`SELECT 1 AS one FROM pg_sleep(30)`);
    const superuser = new pg.Client({ connectionString: db.superuserUrl });
    await superuser.connect();
    const end =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE '%pg_sleep(30)%'";
    while ((await superuser.query(end)).rowCount === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(translateDatabaseError(await working)).toMatchObject({ code: 'UNAVAILABLE' });
    await superuser.end();
  });
});
