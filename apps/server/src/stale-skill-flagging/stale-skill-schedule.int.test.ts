import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ScheduleModule, SchedulerRegistry } from '@nestjs/schedule';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTestApi } from '../../test/api-client.js';
import { factories } from '../../test/factories.js';
import { PrismaService } from '../platform/database/prisma.js';
import { StaleSkillFlaggingService } from './stale-skill-flagging.service.js';

const zone = process.env['TZ'];
const HOUR_MS = 3_600_000;

beforeEach(() => vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] }));
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

describe('the schedule', () => {
  // Tests only the schedule. The job itself is tested with a database and needs no calendar.
  @Module({
    imports: [ScheduleModule.forRoot()],
    providers: [StaleSkillFlaggingService, { provide: PrismaService, useValue: {} }],
  })
  class OnlyTheSchedule {}

  /** The times at which a server started at `from` runs the job until `to`. */
  async function runs(timeZone: string, from: string, to: string): Promise<string[]> {
    process.env['TZ'] = timeZone;
    vi.setSystemTime(from);
    const moments: string[] = [];
    vi.spyOn(StaleSkillFlaggingService.prototype, 'flagStaleSkills').mockImplementation((now) => {
      moments.push(now.toISOString());
      return Promise.resolve({ ran: false });
    });
    const app: INestApplicationContext = await NestFactory.createApplicationContext(OnlyTheSchedule, { logger: false });
    while (Date.now() < Date.parse(to)) await vi.advanceTimersByTimeAsync(HOUR_MS / 4);
    await app.close();
    return moments;
  }

  it.each([
    [
      'UTC',
      '2026-11-20T12:00:00Z',
      '2026-11-23T12:00:00Z',
      ['2026-11-21T00:00:00.000Z', '2026-11-22T00:00:00.000Z', '2026-11-23T00:00:00.000Z'],
    ],
    // The clock goes forward in the night after the first midnight, and back in the second case.
    ['Europe/Zurich', '2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z', ['2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z']],
    ['Europe/Zurich', '2026-10-24T12:00:00Z', '2026-10-26T12:00:00Z', ['2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z']],
    // These days have no 00:00 and start at 01:00.
    ['America/Havana', '2026-03-07T12:00:00Z', '2026-03-09T12:00:00Z', ['2026-03-08T05:00:00.000Z', '2026-03-09T04:00:00.000Z']],
    ['Africa/Cairo', '2026-04-22T23:00:00Z', '2026-04-25T12:00:00Z', ['2026-04-23T22:00:00.000Z', '2026-04-24T21:00:00.000Z']],
    ['Asia/Beirut', '2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z', ['2026-03-28T22:00:00.000Z', '2026-03-29T21:00:00.000Z']],
    ['America/Santiago', '2026-09-05T12:00:00Z', '2026-09-07T12:00:00Z', ['2026-09-06T04:00:00.000Z', '2026-09-07T03:00:00.000Z']],
    // 00:00 occurs twice, and the first one counts.
    ['America/Havana', '2026-10-31T12:00:00Z', '2026-11-02T12:00:00Z', ['2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z']],
    // At 00:00 the clock goes back to 23:00, so midnight is an hour later.
    [
      'Africa/Cairo',
      '2026-10-28T12:00:00Z',
      '2026-10-31T12:00:00Z',
      ['2026-10-28T21:00:00.000Z', '2026-10-29T22:00:00.000Z', '2026-10-30T22:00:00.000Z'],
    ],
    ['Africa/Cairo', '2026-10-29T12:00:00Z', '2026-10-30T12:00:00Z', ['2026-10-29T22:00:00.000Z']],
    ['America/Santiago', '2026-04-04T12:00:00Z', '2026-04-06T12:00:00Z', ['2026-04-05T04:00:00.000Z', '2026-04-06T04:00:00.000Z']],
  ])('runs once at the start of each day in %s from %s to %s', async (timeZone, from, to, expected) => {
    expect(await runs(timeZone, from, to)).toEqual(expected);
  });

  it('runs once after the machine slept over midnight', async () => {
    process.env['TZ'] = 'UTC';
    vi.setSystemTime('2026-11-20T22:00:00Z');
    const run = vi.spyOn(StaleSkillFlaggingService.prototype, 'flagStaleSkills').mockResolvedValue({ ran: false });
    const app = await NestFactory.createApplicationContext(OnlyTheSchedule, { logger: false });
    vi.setSystemTime('2026-11-21T06:30:00Z');
    await vi.advanceTimersByTimeAsync(2 * HOUR_MS);
    expect(run).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(24 * HOUR_MS);
    expect(run).toHaveBeenCalledTimes(2);
    await app.close();
  });
});

describe('the whole server', () => {
  it('flags stale skills at midnight', async () => {
    process.env['TZ'] = 'Europe/Zurich';
    const midnight = new Date();
    midnight.setHours(24, 0, 0, 0);
    vi.setSystemTime(midnight.getTime() - 1_000);
    const api = await createTestApi();
    const make = factories(api.database);
    const [profileId, leadId, skillId] = [await make.profile(), await make.profile(), await make.skill('Midnight')];
    await make.assignment({ profileId, projectId: await make.project({ techLeadId: leadId }), tags: ['Midnight'] });
    await api.database.query(
      "INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at) VALUES ($1, $2, 'EXPERT', now() - interval '9000 hours')",
      [profileId, skillId],
    );
    const suggestions = () =>
      api.database.query('SELECT profile_id AS "profileId", skill_id AS "skillId", source, status FROM suggestions');
    expect(await suggestions()).toEqual([]);
    const run = vi.spyOn(api.app.get(StaleSkillFlaggingService), 'flagStaleSkills');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await run.mock.results[0]?.value).toMatchObject({ ran: true, suggestionsCreated: 1 });
    expect(await suggestions()).toEqual([{ profileId, skillId, source: 'SYSTEM_FLAG', status: 'PENDING' }]);
    await api.close();
  });

  it('has two cron jobs and deletes expired idempotency keys and sign-in attempts every hour', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const api = await createTestApi();
    const registry = api.app.get(SchedulerRegistry, { strict: false });
    expect([...registry.getCronJobs().keys()]).toEqual(['flag-stale-skills', 'ledger-checkpoint']);
    expect(registry.getIntervals()).toHaveLength(2);
    await api.database.query(
      "INSERT INTO idempotency_keys (caller, key_hash, created_at) VALUES ('nobody', '\\x00', now() - interval '3 days')",
    );
    await api.database.query(
      "INSERT INTO sign_in_failures (address, account_hash, attempted_at) VALUES ('192.0.2.1', '\\x00', now() - interval '3 days')",
    );
    await vi.advanceTimersByTimeAsync(HOUR_MS);
    const left = () => api.database.query('SELECT caller FROM idempotency_keys UNION ALL SELECT address FROM sign_in_failures');
    await vi.waitFor(async () => expect(await left()).toEqual([]), { timeout: 120_000 });
    await api.close();
  });
});
