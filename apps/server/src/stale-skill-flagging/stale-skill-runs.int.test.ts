import { Logger } from '@nestjs/common';
import { staleBefore } from '@skilltrace/domain/validation/staleness';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTestApi, type TestApi } from '../../test/api-client.js';
import { factories } from '../../test/factories.js';
import type { Transaction } from '../platform/database/connection.js';
import { Database } from '../platform/database/database.js';
import { PrismaService } from '../platform/database/prisma.js';
import { batchesOfPeople } from './batches-of-people.js';
import { runExclusively } from './claim-run.js';
import { flagBatch } from './flag-batch.js';
import { StaleSkillFlaggingService } from './stale-skill-flagging.service.js';

const PEOPLE = 9;
const QUIETLY = { batchSize: 2, log: () => {} };
const NOW = new Date();

let api: TestApi;
let service: StaleSkillFlaggingService;
let owner: pg.Client;
let superuser: pg.Client;
let people: number[];

beforeEach(async () => {
  api = await createTestApi();
  service = api.app.get(StaleSkillFlaggingService);
  owner = new pg.Client({ connectionString: api.ownerUrl });
  superuser = new pg.Client({ connectionString: api.superuserUrl });
  await Promise.all([owner.connect(), superuser.connect()]);
  const make = factories(api.database);
  const [leadId, skillId] = [await make.profile(), await make.skill('Old')];
  const projectId = await make.project({ techLeadId: leadId });
  people = [];
  for (let n = 0; n < PEOPLE; n += 1) {
    const profileId = await make.profile();
    await make.assignment({ profileId, projectId, tags: ['Old'] });
    await api.database.query(
      "INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at) VALUES ($1, $2, 'EXPERT', now() - interval '9000 hours')",
      [profileId, skillId],
    );
    people.push(profileId);
  }
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  await Promise.all([owner.end(), superuser.end()]);
  await api.close();
});

/** The ids of flagged people, once per suggestion. */
const flagged = async () =>
  (await superuser.query<{ profile_id: string }>('SELECT profile_id FROM suggestions ORDER BY profile_id, id')).rows.map(({ profile_id }) =>
    Number(profile_id),
  );

/** Runs the midnight job on a day that the server has not seen yet. */
const midnight = async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW.getTime() + 86_400_000 });
  await service.onMidnight();
  vi.useRealTimers();
};

async function onServers<Result>(count: number, work: (prisma: PrismaService) => Promise<Result>, poolSize = 4): Promise<Result[]> {
  const databases = Array.from({ length: count }, () => new Database({ url: api.serverUrl, role: 'skilltrace_server', poolSize }));
  try {
    return await Promise.all(databases.map((database) => work(new PrismaService(database))));
  } finally {
    await Promise.all(databases.map((database) => database.close()));
  }
}

/** Inserts a pending suggestion for the first person. Until its transaction ends, the job's insert for this person waits. */
const suggestForFirst = (transaction: Transaction) =>
  transaction.query(
    "INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source) SELECT $1, id, 'EXPERT', 'SELF_REPORT' FROM skills WHERE skill_name = 'Old'",
    [people[0]],
  );

/** Resolves when the insert of a batch waits for that transaction. */
const firstBatchWaits = () => {
  const waiting =
    "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%core_stack%'";
  return vi.waitFor(async () => expect((await superuser.query(waiting)).rowCount).toBe(1), { timeout: 120_000 });
};

describe('several servers at the same midnight', () => {
  it('create the flags once', async () => {
    const outcomes = await onServers(4, (prisma) => new StaleSkillFlaggingService(prisma).flagStaleSkills(NOW, QUIETLY));
    expect(await flagged()).toEqual(people);
    const created = outcomes.map((outcome) => (outcome.ran ? outcome.suggestionsCreated : 0));
    expect(created.toSorted((a, b) => a - b)).toEqual([0, 0, 0, PEOPLE]);
  });

  it('create the flags once even without the claim, because of the unique index', async () => {
    const created = await onServers(4, async (prisma) => {
      let sum = 0;
      for await (const batch of batchesOfPeople(prisma, 2))
        sum += (await flagBatch(prisma, batch, staleBefore(NOW), false)).suggestionsCreated;
      return sum;
    });
    expect(await flagged()).toEqual(people);
    expect(created.reduce((sum, one) => sum + one)).toBe(PEOPLE);
  });

  /** Runs the job while a suggestion is inserted but not committed. When the job's insert waits for it, calls `decide` and commits. */
  async function runBeside(decide: (transaction: Transaction) => Promise<void>): Promise<unknown> {
    let run: Promise<unknown> | undefined;
    await api.database.transaction(async (transaction) => {
      await suggestForFirst(transaction);
      run = service.flagStaleSkills(NOW, { log: () => {} });
      await firstBatchWaits();
      await decide(transaction);
    });
    return run;
  }
  const resolveAs = (status: string, transaction: Transaction) =>
    transaction.query(
      "UPDATE suggestions SET status = $2::suggestion_status, resolved_at = now(), resolved_by_id = (SELECT min(id) FROM profiles), resolved_proficiency = CASE WHEN $2 = 'APPROVED' THEN suggested_proficiency END WHERE profile_id = $1",
      [people[0], status],
    );

  it('skip a suggestion that is created concurrently', async () => {
    const outcome = await runBeside(async () => {});
    expect(outcome).toMatchObject({ staleSkills: PEOPLE, suggestionsCreated: PEOPLE - 1, skippedPending: 1 });
    expect(await flagged()).toEqual(people);
  });

  it('do not flag a skill that is reported and approved concurrently', async () => {
    const outcome = await runBeside(async (transaction) => {
      await transaction.query('UPDATE employee_skills SET last_validated_at = now() WHERE profile_id = $1', [people[0]]);
      await resolveAs('APPROVED', transaction);
    });
    expect(outcome).toMatchObject({ staleSkills: PEOPLE - 1, suggestionsCreated: PEOPLE - 1, skippedPending: 0 });
    expect((await superuser.query("SELECT FROM suggestions WHERE status = 'PENDING' AND profile_id = $1", [people[0]])).rowCount).toBe(0);
  });

  it('do not flag a skill that is withdrawn concurrently', async () => {
    const outcome = await runBeside(async (transaction) => {
      await transaction.query('DELETE FROM employee_skills WHERE profile_id = $1', [people[0]]);
      await resolveAs('REJECTED', transaction);
    });
    expect(outcome).toMatchObject({ staleSkills: PEOPLE - 1, suggestionsCreated: PEOPLE - 1 });
    expect((await superuser.query("SELECT FROM suggestions WHERE status = 'PENDING' AND profile_id = $1", [people[0]])).rowCount).toBe(0);
  });

  it('skip the run and log it if another run has the claim', async () => {
    const lines: string[] = [];
    const log = (line: string) => lines.push(line);
    await onServers(1, (other) =>
      runExclusively(other, async () => {
        expect(await service.flagStaleSkills(NOW, { log })).toEqual({ ran: false });
        // A dry run writes nothing and does not need the claim.
        expect(await service.flagStaleSkills(NOW, { ...QUIETLY, dryRun: true })).toMatchObject({ ran: true, suggestionsCreated: PEOPLE });
      }),
    );
    expect(lines[1]).toContain('another run is in progress');
    expect(await flagged()).toEqual([]);
    expect(await service.flagStaleSkills(NOW, QUIETLY)).toMatchObject({ suggestionsCreated: PEOPLE });
  });
});

describe('batches', () => {
  it('run two at a time, so that one that waits does not hold up the others', async () => {
    let run: Promise<unknown> | undefined;
    await api.database.transaction(async (transaction) => {
      await suggestForFirst(transaction);
      run = service.flagStaleSkills(NOW, QUIETLY);
      await vi.waitFor(async () => expect((await flagged()).at(-1)).toBe(people.at(-1)), { timeout: 60_000 });
    });
    expect(await run).toMatchObject({ suggestionsCreated: PEOPLE - 1, skippedPending: 1 });
    expect(await flagged()).toEqual(people);
  });

  it('report a fraction that only grows and ends at 1', async () => {
    const parts: number[] = [];
    await service.flagStaleSkills(NOW, { ...QUIETLY, onProgress: (_done, part) => parts.push(part) });
    expect(parts).toEqual(parts.toSorted((a, b) => a - b));
    expect(parts).toHaveLength(5);
    expect(parts.at(-1)).toBeCloseTo(1);
  });

  it.each([2, 3])('run one at a time if the server has only %i connections', async (poolSize) => {
    let run: Promise<unknown> | undefined;
    await api.database.transaction(async (transaction) => {
      await suggestForFirst(transaction);
      run = onServers(1, (prisma) => new StaleSkillFlaggingService(prisma).flagStaleSkills(NOW, QUIETLY), poolSize);
      await firstBatchWaits();
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(await flagged()).toEqual([]);
    });
    expect(await run).toMatchObject([{ ran: true, suggestionsCreated: PEOPLE - 1 }]);
  });
});

describe('an interrupted run', () => {
  it('keeps its finished batches after an abort signal, and the next run continues', async () => {
    const stop = new AbortController();
    const run = service.flagStaleSkills(NOW, {
      ...QUIETLY,
      signal: stop.signal,
      onProgress: (done) => done >= 2 && stop.abort(new Error('stop')),
    });
    await expect(run).rejects.toThrow('stop');
    const kept = await flagged();
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.length).toBeLessThan(PEOPLE);
    expect(await service.flagStaleSkills(NOW, QUIETLY)).toMatchObject({
      suggestionsCreated: PEOPLE - kept.length,
      skippedPending: kept.length,
    });
    expect(await flagged()).toEqual(people);
  });

  it('ends only when its last batch has ended, because the claim must last as long', async () => {
    const stop = new AbortController();
    let run: Promise<unknown> | undefined;
    let hasEnded = false;
    await api.database.transaction(async (transaction) => {
      await suggestForFirst(transaction);
      run = service.flagStaleSkills(NOW, { ...QUIETLY, signal: stop.signal, onProgress: () => stop.abort(new Error('stop')) });
      void Promise.allSettled([run]).then(() => (hasEnded = true));
      await firstBatchWaits();
      await vi.waitFor(() => expect(stop.signal.aborted).toBe(true), { timeout: 60_000 });
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(hasEnded).toBe(false);
    });
    await expect(run).rejects.toThrow('stop');
  });

  it('stops if it loses its claim', async () => {
    const continued: boolean[] = [];
    await onServers(1, async (other) => {
      const run = runExclusively(other, async (checkClaim) => {
        await superuser.query(
          "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
        );
        await checkClaim();
        continued.push(true);
      });
      await expect(run).rejects.toThrow();
    });
    expect(continued).toEqual([]);
    expect(await service.flagStaleSkills(NOW, QUIETLY)).toMatchObject({ ran: true, suggestionsCreated: PEOPLE });
  });

  it('finishes its batch when the server stops, and logs the stop', async () => {
    const warnings = vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => {});
    const failures = vi.spyOn(Logger.prototype, 'error').mockImplementation(() => {});
    const whole = service.flagStaleSkills.bind(service);
    let closing: Promise<void> | undefined;
    vi.spyOn(service, 'flagStaleSkills').mockImplementation((now, options) =>
      whole(now, { ...options, ...QUIETLY, onProgress: () => void (closing ??= service.onModuleDestroy()) }),
    );
    await midnight();
    await closing;
    const kept = await flagged();
    expect(kept.length).toBeLessThan(PEOPLE);
    expect(warnings).toHaveBeenCalledWith(expect.stringContaining('server is shutting down'));
    expect(failures).not.toHaveBeenCalled();
    await onServers(1, (prisma) => new StaleSkillFlaggingService(prisma).flagStaleSkills(NOW, QUIETLY));
    expect(await flagged()).toEqual(people);
  });
});

describe('a failure at midnight', () => {
  const failures = () => vi.spyOn(Logger.prototype, 'error').mockImplementation(() => {});
  const inSmallBatches = () => {
    const whole = service.flagStaleSkills.bind(service);
    return vi.spyOn(service, 'flagStaleSkills').mockImplementation((now, options) => whole(now, { ...options, ...QUIETLY }));
  };

  it('is logged with its stack, the server keeps running, and the next run catches up', async () => {
    const logged = failures();
    await owner.query('REVOKE INSERT ON suggestions FROM skilltrace_server');
    await midnight();
    expect(logged).toHaveBeenCalledTimes(1);
    expect(logged).toHaveBeenCalledWith(expect.stringContaining('failed'), expect.stringMatching(/permission denied[\s\S]+\n\s+at /));
    expect(await api.call('GET', '/readyz')).toMatchObject({ status: 200 });
    await owner.query('GRANT INSERT ON suggestions TO skilltrace_server');
    expect(await service.flagStaleSkills(NOW, QUIETLY)).toMatchObject({ suggestionsCreated: PEOPLE });
  });

  it('of one batch does not prevent flagging later people, and the log has the failed ids', async () => {
    const logged = failures();
    const lines: string[] = [];
    const whole = service.flagStaleSkills.bind(service);
    vi.spyOn(service, 'flagStaleSkills').mockImplementation((now, options) =>
      whole(now, { ...options, batchSize: 1, log: (line) => lines.push(line) }),
    );
    const broken = [people[2], people[6]];
    await owner.query(`ALTER TABLE suggestions ADD CONSTRAINT broken CHECK (profile_id NOT IN (${broken.join(', ')}))`);
    await midnight();
    const others = people.filter((id) => !broken.includes(id));
    expect(await flagged()).toEqual(others);
    expect(lines).toContain(`suggestions created: ${others.length}`);
    expect(logged).toHaveBeenCalledTimes(1);
    expect(logged).toHaveBeenCalledWith(
      'failed; the next run will continue',
      expect.stringMatching(/violates check constraint[\s\S]+\n\s+at /),
    );
    expect(logged.mock.calls[0]?.[1]).toContain(`not checked: ${broken.map((id) => `${id} to ${id}`).join(', ')};`);
    await owner.query('ALTER TABLE suggestions DROP CONSTRAINT broken');
    await onServers(1, (prisma) => new StaleSkillFlaggingService(prisma).flagStaleSkills(NOW, QUIETLY));
    expect(await flagged()).toEqual(people);
  });

  it('because the database is unavailable is retried in the same night', async () => {
    failures();
    service.retryAfterMs = 50;
    vi.spyOn(service, 'flagStaleSkills').mockRejectedValueOnce(new Error('timeout exceeded when trying to connect'));
    await midnight();
    expect(await flagged()).toEqual([]);
    while ((await flagged()).length < people.length) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await flagged()).toEqual(people);
  });

  it('of all database connections during a batch is handled', async () => {
    const logged = failures();
    const small = inSmallBatches();
    // As in a database restart: the connections of the run, its claim and idle ones end simultaneously at the fifth person.
    await superuser.query(`
      CREATE FUNCTION all_go() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
        PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND application_name IN ('skilltrace_server', 'skilltrace_reader') AND pid <> pg_backend_pid();
        PERFORM pg_terminate_backend(pg_backend_pid());
        RETURN NULL;
      END $$`);
    await superuser.query(
      `CREATE TRIGGER all_go AFTER INSERT ON suggestions FOR EACH ROW WHEN (NEW.profile_id = ${people[4]}) EXECUTE FUNCTION all_go()`,
    );
    await midnight();
    expect(logged).toHaveBeenCalledTimes(1);
    expect(logged.mock.calls[0]?.[1]).toMatch(/\n\s+at /);
    const kept = await flagged();
    expect(kept.length).toBeLessThan(5);
    // A batch is kept completely or not at all.
    expect(kept.filter((id) => id === people[3] || id === people[4])).toEqual([]);
    expect(kept.includes(people[1] ?? 0)).toBe(kept.includes(people[2] ?? 0));
    await superuser.query('DROP TRIGGER all_go ON suggestions');
    expect(await api.call('GET', '/readyz')).toMatchObject({ status: 200 });
    small.mockRestore();
    expect(await service.flagStaleSkills(NOW, QUIETLY)).toMatchObject({
      suggestionsCreated: PEOPLE - kept.length,
      skippedPending: kept.length,
    });
    expect(await flagged()).toEqual(people);
  });
});
