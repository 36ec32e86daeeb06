import type { Decision } from '@skilltrace/contract';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../test/api-client.js';
import { factories } from '../../test/factories.js';
import { adjust, approve, readDecided, reject, suggest as suggestFor, validateLongAgo } from '../../test/suggestions.js';
import type { Connection, Transaction } from '../platform/database/connection.js';
import { resolveSuggestions } from './resolve-suggestions.js';

type Name = 'person' | 'lead' | 'stranger' | 'admin';

let api: TestApi;
let make: ReturnType<typeof factories>;
let ids: Record<Name, number>;

// The person works on the lead's project.
beforeAll(async () => {
  api = await createTestApi();
  make = factories(api.database);
});
afterAll(() => api.close());
beforeEach(async () => {
  ids = {
    person: await make.profile({ name: 'Pia' }),
    lead: await make.profile({ name: 'Lena' }),
    stranger: await make.profile({ name: 'Stan' }),
    admin: await make.profile({ isAdmin: true, name: 'Ada' }),
  };
  await make.assignment({ profileId: ids.person, projectId: await make.project({ techLeadId: ids.lead }) });
});

const callerOf = (name: Name) => ({ profileId: ids[name], isAdmin: name === 'admin', via: 'token' as const });
const resolveAs = (name: Name, decisions: Decision[], connection: Connection = api.database) =>
  resolveSuggestions(connection, callerOf(name), decisions);
const post = async (name: Name, decisions: unknown, headers?: Record<string, string>) =>
  api.call('POST', '/api/validation_inbox/resolve', { token: await api.tokenOf(ids[name]), body: { decisions }, headers });
const suggest = (count: number, options: Partial<Parameters<typeof suggestFor>[2]> = {}) =>
  suggestFor(api.database, count, { profileId: ids.person, ...options });
const suggestOne = async (options: Parameters<typeof suggest>[1] = {}) => (await suggest(1, options))[0] ?? 0;
const validate = (suggestionId: number, level: string) => validateLongAgo(api.database, suggestionId, level, ids.stranger);
const rowOf = (suggestionId: number) => readDecided(api.database, suggestionId);

describe('a batch of decisions', () => {
  test('applies the valid decisions and reports the others, each in the order of the request', async () => {
    const [a, b, c, d] = (await suggest(4)) as [number, number, number, number];
    const own = await suggestOne({ profileId: ids.lead });
    await resolveAs('admin', [reject(d)]);
    const answer = await post('lead', [adjust(c, 'EXPERT'), adjust(b), approve(d), approve(999_999_999), reject(a), reject(own)]);
    expect(answer.status).toBe(200);
    expect(answer.body.success).toBe(false);
    expect(answer.body.processed.map((done: { suggestionId: number }) => done.suggestionId)).toEqual([c, a]);
    expect(answer.body.errors.map((error: { suggestionId: number; code: string }) => [error.suggestionId, error.code])).toEqual([
      [b, 'MISSING_PROFICIENCY'],
      [d, 'ALREADY_PROCESSED'],
      [999_999_999, 'NOT_FOUND'],
      [own, 'UNAUTHORIZED'],
    ]);
    expect([(await rowOf(a))?.status, (await rowOf(b))?.status, (await rowOf(c))?.status]).toEqual(['REJECTED', 'PENDING', 'ADJUSTED']);
  });

  test('uses only the first decision for a repeated id', async () => {
    const [a, b] = (await suggest(2)) as [number, number];
    expect(await resolveAs('lead', [reject(a), approve(b), approve(a), adjust(b, 'NOVICE'), reject(a)])).toMatchObject({
      success: true,
      processed: [
        { suggestionId: a, action: 'REJECT' },
        { suggestionId: b, action: 'APPROVE' },
      ],
      errors: [],
    });
    expect(await resolveAs('lead', [approve(999_999_999), approve(999_999_999)])).toMatchObject({ errors: [{ code: 'NOT_FOUND' }] });
    const c = await suggestOne();
    expect(await resolveAs('lead', [adjust(c), approve(c)])).toMatchObject({ processed: [], errors: [{ code: 'MISSING_PROFICIENCY' }] });
    expect((await rowOf(c))?.status).toBe('PENDING');
  });

  test('needs the same number of statements for 200 decisions as for four', async () => {
    const mixed = (all: number[]) =>
      all.map((id, index) => [approve(id), reject(id), adjust(id, 'EXPERT'), adjust(id)][index % 4] ?? approve(id));
    const counts: number[] = [];
    for (const size of [4, 200]) {
      const batch = mixed(await suggest(size, { source: 'SYSTEM_FLAG' }));
      let statements = 0;
      const counted = countingStatements(api.database, () => (statements += 1));
      const result = await resolveAs('lead', batch, counted);
      expect([result.processed.length, result.errors.length]).toEqual([(size / 4) * 3, size / 4]);
      counts.push(statements);
    }
    // Two of them are for the comments.
    expect(counts).toEqual([8, 8]);
  });

  test('of 200 is accepted over HTTP', async () => {
    const all = await suggest(200);
    const { status, body } = await post(
      'lead',
      all.map((id) => approve(id)),
    );
    expect([status, body.success, body.processed.length]).toEqual([200, true, 200]);
    expect(body.processed.map((done: { suggestionId: number }) => done.suggestionId)).toEqual(all);
  });

  test.each([
    ['suggestions', 'UPDATE', 'NEW.id = $1'],
    ['employee_skills', 'INSERT', 'NEW.skill_id = (SELECT skill_id FROM suggestions WHERE id = $1)'],
    ['employee_skills', 'DELETE', 'OLD.skill_id = (SELECT skill_id FROM suggestions WHERE id = $1)'],
  ])('is rolled back completely if it fails in %s during %s', async (table, operation, condition) => {
    const all = (await suggest(4, { source: 'SYSTEM_FLAG' })) as [number, number, number, number];
    await validate(all[0], 'EXPERT');
    await validate(all[1], 'EXPERT');
    const before = await Promise.all(all.map(rowOf));
    const owner = new pg.Client({ connectionString: api.ownerUrl });
    await owner.connect();
    try {
      await owner.query(`
        CREATE FUNCTION break_it() RETURNS trigger LANGUAGE plpgsql AS $f$
        BEGIN
          IF ${condition.replace('$1', String(operation === 'DELETE' ? all[1] : all[3]))} THEN RAISE EXCEPTION 'broken' USING ERRCODE = 'XX000'; END IF;
          RETURN coalesce(NEW, OLD);
        END $f$;
        CREATE TRIGGER break_it BEFORE ${operation} ON ${table} FOR EACH ROW EXECUTE FUNCTION break_it();`);
      const decisions = [approve(all[0]), reject(all[1]), reject(all[2]), approve(all[3])];
      expect(await post('lead', decisions)).toMatchObject({ status: 500, body: { code: 'INTERNAL' } });
      expect(await post('lead', decisions, { 'idempotency-key': `halfway ${table} ${operation}` })).toMatchObject({ status: 500 });
      expect(await Promise.all(all.map(rowOf))).toEqual(before);
      await owner.query(`DROP TRIGGER break_it ON ${table}`);
      expect(await post('lead', decisions, { 'idempotency-key': `halfway ${table} ${operation}` })).toMatchObject({
        status: 200,
        body: { success: true },
      });
    } finally {
      await owner.query(`DROP FUNCTION IF EXISTS break_it() CASCADE`);
      await owner.end();
    }
  });

  test('gets its first response again with the same Idempotency-Key, and ALREADY_PROCESSED without it', async () => {
    const suggestionId = await suggestOne();
    const headers = { 'idempotency-key': `decide ${suggestionId}` };
    const first = await post('lead', [approve(suggestionId), approve(999_999_999)], headers);
    expect(first.body).toMatchObject({ success: false, processed: [{ suggestionId }], errors: [{ code: 'NOT_FOUND' }] });
    const before = await rowOf(suggestionId);
    expect(await post('lead', [approve(suggestionId), approve(999_999_999)], headers)).toMatchObject({ status: 200, body: first.body });
    expect(await post('lead', [reject(suggestionId)], headers)).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
    expect((await post('lead', [approve(suggestionId)])).body).toMatchObject({ processed: [], errors: [{ code: 'ALREADY_PROCESSED' }] });
    expect(await rowOf(suggestionId)).toEqual(before);
  });
});

/** Wraps a connection and calls `onStatement` for each statement. */
function countingStatements(connection: Connection, onStatement: () => void): Connection {
  const count = <Kind extends Connection>(inner: Kind): Kind =>
    new Proxy(inner, {
      get: (target, property) => {
        if (property === 'query') return (...call: Parameters<Connection['query']>) => (onStatement(), target.query(...call));
        if (property === 'transaction')
          return (work: (transaction: Transaction) => Promise<unknown>) => target.transaction((transaction) => work(count(transaction)));
        return Reflect.get(target, property) as unknown;
      },
    });
  return count(connection);
}
