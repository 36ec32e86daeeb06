import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../test/api-client.js';
import { factories, readLedger } from '../../test/factories.js';
import { memoryInUse } from '../../test/memory-in-use.js';
import { expectReasonsOfLine } from '../../test/reasons-of-problem.js';
import { importProgressUpdates } from './import-progress-updates.js';

let api: TestApi;
let make: ReturnType<typeof factories>;
let memberId: number;
let skillIds: number[];
let projectId: number;
let asAdmin: string;
let asMember: string;
let key: string;
let sequence = 0;
const email = 'member@example.org';

beforeAll(async () => {
  api = await createTestApi();
  make = factories(api.database);
  memberId = await make.profile({ email });
  skillIds = [await make.skill(), await make.skill()];
  asMember = await api.tokenOf(memberId);
  asAdmin = await api.tokenOf(await make.profile({ isAdmin: true }));
});
beforeEach(async () => {
  key = `project-${(sequence += 1)}`;
  projectId = await make.project({ techLeadId: memberId, skillIds, externalId: key });
  await make.assignment({ profileId: memberId, projectId, startedAt: '2021-01-01T00:00:00Z', endedAt: '2022-01-01T00:00:00Z' });
});
afterAll(() => api.close());

const line = (number: number | string, fields: object = {}) =>
  JSON.stringify({
    projectExternalId: key,
    email,
    content: `Work ${number}`,
    externalId: `w${number}`,
    createdAt: '2021-06-01T10:00:00Z',
    ...fields,
  });
const lines = (count: number, from = 0) => Array.from({ length: count }, (_, index) => line(from + index));
const send = (text: string, { token = asAdmin, headers = {} }: { token?: string; headers?: Record<string, string> } = {}) =>
  api.call('POST', '/api/progress_updates/import', { token, body: text, headers: { 'content-type': 'application/x-ndjson', ...headers } });
async function* chunksOf(...chunks: (Buffer | string)[]) {
  yield* chunks;
}
const run = (chunks: AsyncIterable<Uint8Array | string>, options = {}) => importProgressUpdates(api.database, chunks, options);
const ledgerAndUpdates = async () => [
  await readLedger(api.database),
  await api.database.query('SELECT * FROM progress_updates ORDER BY id'),
];
const updatesHere = () =>
  api.database.query<{ id: number; external_id: string; content: string; created_at: string }>(
    'SELECT id, external_id, content, created_at FROM progress_updates WHERE project_id = $1 ORDER BY external_id',
    [projectId],
  );

describe('POST /api/progress_updates/import', () => {
  test.each(['archived', 'completed'])('imports work from before a project was %s and rejects work from after', async (status) => {
    await make.assignment({ profileId: memberId, projectId, startedAt: '2023-01-01T00:00:00Z' });
    await api.database.query("UPDATE projects SET status = $2::project_status, completed_at = now() - interval '1 minute' WHERE id = $1", [
      projectId,
      status,
    ]);
    const after = new Date().toISOString();
    const before = await readLedger(api.database);
    const { body } = await send(
      [line(1, { createdAt: '2024-06-01T10:00:00Z' }), line(2, { createdAt: after }), line(3, { createdAt: undefined })].join('\n'),
    );
    expect(body).toMatchObject({ imported: 1, rejected: 2, signals: 2 });
    expect(body.errors.map(({ line: number, code }: any) => [number, code])).toEqual([
      [2, 'PROJECT_NOT_ACTIVE'],
      [3, 'PROJECT_NOT_ACTIVE'],
    ]);
    expect((await readLedger(api.database)).length).toBe(before.length + 2);
    // The project is active again, so all of its time counts.
    await api.database.query("UPDATE projects SET status = 'active' WHERE id = $1", [projectId]);
    expect((await send(line(2, { createdAt: after }))).body).toMatchObject({ imported: 1, signals: 2 });
  });

  test.each([
    [
      'the assignment ended earlier',
      () => api.database.query(`UPDATE assignments SET ended_at = started_at WHERE project_id = $1`, [projectId]),
    ],
    ['the address changed', () => api.database.query('UPDATE profiles SET email = $2 WHERE id = $1', [memberId, 'new@example.org'])],
  ])('reports a line whose update exists as a duplicate even if %s since then', async (_what, change) => {
    await send(`${line(1)}\n${line(2, { externalId: undefined, email: undefined, userId: memberId })}`);
    await change();
    const before = await ledgerAndUpdates();
    try {
      const answer = await send(`${line(1)}\n${line(2, { externalId: undefined, email: undefined, userId: memberId })}`);
      expect(answer.body).toEqual({ imported: 0, duplicates: 2, rejected: 0, signals: 0, errors: [] });
      expect(await ledgerAndUpdates()).toEqual(before);
    } finally {
      await api.database.query('UPDATE profiles SET email = $2 WHERE id = $1', [memberId, email]);
    }
  });

  test('imports each line with its signals, dated when the work happened', async () => {
    const before = await readLedger(api.database);
    const answer = await send(
      `${line(1)}\n${line(2, { projectExternalId: undefined, projectId, email: undefined, userId: memberId, createdAt: '2021-07-01T10:00:00+02:00' })}`,
    );
    expect(answer).toMatchObject({ status: 200, body: { imported: 2, duplicates: 0, rejected: 0, signals: 4, errors: [] } });
    const posted = await updatesHere();
    expect(posted).toMatchObject([
      { external_id: 'w1', created_at: '2021-06-01T10:00:00.000Z' },
      { external_id: 'w2', created_at: '2021-07-01T08:00:00.000Z' },
    ]);
    const signals = (await readLedger(api.database)).filter(
      (signal) => !before.some((old) => JSON.stringify(old) === JSON.stringify(signal)),
    );
    expect(new Set(signals.map((signal) => JSON.stringify(signal)))).toEqual(
      new Set(
        posted.flatMap((update) =>
          skillIds.map((skill_id) =>
            JSON.stringify({
              user_id: memberId,
              skill_id,
              source_type: 'update',
              source_id: update.id,
              signal_type: 'update',
              weight: 2,
              created_at: update.created_at,
            }),
          ),
        ),
      ),
    );
  });

  test('changes nothing when the same file is imported again', async () => {
    const file = lines(20).join('\n');
    expect((await send(file)).body).toMatchObject({ imported: 20, signals: 40 });
    const before = await ledgerAndUpdates();
    expect((await send(file)).body).toEqual({ imported: 0, duplicates: 20, rejected: 0, signals: 0, errors: [] });
    expect(await ledgerAndUpdates()).toEqual(before);
  });

  test('accepts only NDJSON from admins', async () => {
    const before = await ledgerAndUpdates();
    expect((await send(line(1), { token: asMember })).status).toBe(403);
    expect(
      (await api.call('POST', '/api/progress_updates/import', { body: line(1), headers: { 'content-type': 'application/x-ndjson' } }))
        .status,
    ).toBe(401);
    expect((await send(line(1), { headers: { 'content-type': 'application/json' } })).status).toBe(415);
    expect((await api.call('POST', '/api/progress_updates/import', { token: asAdmin })).status).toBe(415);
    expect(await ledgerAndUpdates()).toEqual(before);
  });

  test('returns the first response for a repeated Idempotency-Key, and rejects the key with another file', async () => {
    const headers = { 'idempotency-key': `import ${key}` };
    const first = await send(lines(5).join('\n'), { headers });
    expect(first.body).toMatchObject({ imported: 5, signals: 10 });
    const before = await ledgerAndUpdates();
    expect(await send(lines(5).join('\n'), { headers })).toMatchObject({ status: 200, body: first.body });
    expect(await send(lines(6).join('\n'), { headers })).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
    expect(await ledgerAndUpdates()).toEqual(before);
  });

  test('accepts a larger body than other routes, over a real connection', async () => {
    await api.app.listen(0, '127.0.0.1');
    const address = api.app.getHttpServer().address() as { port: number };
    const file = Array.from({ length: 300 }, (_, index) => line(index, { content: 'x'.repeat(9_000) })).join('\n');
    const answer = await fetch(`http://127.0.0.1:${address.port}/api/progress_updates/import`, {
      method: 'POST',
      body: file,
      headers: { authorization: `Bearer ${asAdmin}`, 'content-type': 'application/x-ndjson' },
    });
    expect(file.length).toBeGreaterThan(2 * 1024 * 1024);
    expect([answer.status, await answer.json()]).toMatchObject([200, { imported: 300, signals: 600 }]);
  });
});

describe('an invalid line', () => {
  test.each([
    ['invalid JSON', '{"projectId":', 'VALIDATION_FAILED'],
    ['an array instead of an object', '[]', 'VALIDATION_FAILED'],
    ['null instead of an object', 'null', 'VALIDATION_FAILED'],
    ['an unknown project', { projectExternalId: 'nowhere' }, 'NOT_FOUND'],
    ['an unknown person', { email: 'nobody@example.org' }, 'NOT_FOUND'],
    ['an unknown id', { email: undefined, userId: 999_999_999 }, 'NOT_FOUND'],
    ['no person', { email: undefined }, 'VALIDATION_FAILED'],
    ['both userId and email', { userId: 1 }, 'VALIDATION_FAILED'],
    ['neither time nor external id', { externalId: undefined, createdAt: undefined }, 'VALIDATION_FAILED'],
    ['a time in the future', { createdAt: '2150-01-01T00:00:00Z' }, 'VALIDATION_FAILED'],
    ['a time before the assignment', { createdAt: '2020-12-31T23:59:59.999Z' }, 'FORBIDDEN'],
    ['the time of the end of the assignment', { createdAt: '2022-01-01T00:00:00.000Z' }, 'FORBIDDEN'],
    ['no time after the assignment ended', { createdAt: undefined }, 'FORBIDDEN'],
    ['no content', { content: '  ' }, 'VALIDATION_FAILED'],
    ['NUL', { content: 'a\0b' }, 'VALIDATION_FAILED'],
    ['an unknown field', { weight: 100 }, 'VALIDATION_FAILED'],
    ['a field of a megabyte', { ['x'.repeat(1_000_000)]: 1 }, 'VALIDATION_FAILED'],
  ])('with %s is reported and skipped', async (_name, bad, code) => {
    const report = (await send([line('before'), typeof bad === 'string' ? bad : line('bad', bad), '', line('after')].join('\n'))).body;
    expect(report).toMatchObject({ imported: 2, duplicates: 0, rejected: 1, signals: 4, errors: [{ line: 2, code }] });
    expect(report.errors[0].message.length).toBeLessThan(400);
    expectReasonsOfLine(report.errors[0]);
    expect((await updatesHere()).map((update) => update.external_id)).toEqual(['wafter', 'wbefore']);
  });

  test('is skipped if it is not UTF-8 or too long', async () => {
    const report = await run(
      chunksOf(
        `${line(1)}\n`,
        Buffer.from([0x22, 0xff, 0xfe, 0x22, 0x0a]),
        `${line(2, { content: 'a \uFFFD of its own' })}\n`,
        'x'.repeat(600_000),
        'x'.repeat(600_000),
        `\n${line(3)}\n`,
      ),
    );
    expect(report).toMatchObject({
      imported: 3,
      rejected: 2,
      errors: [
        { line: 2, code: 'VALIDATION_FAILED' },
        { line: 4, code: 'PAYLOAD_TOO_LARGE' },
      ],
    });
  });

  test('counts, but only the first 100 are listed, in the order of the file', async () => {
    const file = Array.from({ length: 500 }, (_, index) => (index % 2 ? 'nonsense' : line(index, { email: 'nobody@example.org' })));
    const { errors, rejected } = await run(chunksOf(file.join('\n')), { batchSize: 7 });
    expect(rejected).toBe(500);
    expect(errors.map((error) => error.line)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
  });
});

describe('an existing update', () => {
  test('is not imported twice within one batch or two, and the first line wins', async () => {
    for (const batchSize of [100, 1]) {
      const report = await run(chunksOf([line(batchSize), line(batchSize, { content: 'Another' }), line(batchSize)].join('\n')), {
        batchSize,
      });
      expect(report).toMatchObject({ imported: 1, duplicates: 2, signals: 2 });
    }
    expect((await updatesHere()).map((update) => update.content)).toEqual(['Work 1', 'Work 100']);
  });

  test('is not created by a rejected line, so a later valid line with the same external id is imported', async () => {
    const report = await run(chunksOf([line(1, { createdAt: '2019-01-01T00:00:00Z' }), line(1)].join('\n')));
    expect(report).toMatchObject({ imported: 1, duplicates: 0, rejected: 1, errors: [{ line: 1, code: 'FORBIDDEN' }] });
  });

  test('is recognized without an external id, however the project and the person are identified', async () => {
    const nameless = { externalId: undefined };
    expect(await run(chunksOf([line(1, nameless), line(2, nameless)].join('\n')))).toMatchObject({ imported: 2, duplicates: 0 });
    const before = await ledgerAndUpdates();
    const again = [
      line(1, { ...nameless, createdAt: '2021-06-01T12:00:00.000+02:00', email: 'MEMBER@example.org' }),
      line(2, { ...nameless, projectExternalId: undefined, projectId, email: undefined, userId: memberId }),
    ];
    expect(await run(chunksOf(again.join('\n')))).toMatchObject({ imported: 0, duplicates: 2, signals: 0 });
    expect(await ledgerAndUpdates()).toEqual(before);
  });

  test('is not imported again when the whole file follows an interrupted import', async () => {
    const whole = lines(100);
    async function* broken() {
      yield `${whole.slice(0, 50).join('\n')}\n`;
      throw new Error('The connection broke');
    }
    await expect(run(broken(), { batchSize: 10 })).rejects.toMatchObject({
      cause: { message: 'The connection broke' },
      standing: { imported: 50, nextLine: 51 },
    });
    const half = await updatesHere();
    expect(half.length).toBeGreaterThanOrEqual(40);
    expect(half.length).toBeLessThanOrEqual(50);
    const report = await run(chunksOf(whole.join('\n')));
    expect(report).toMatchObject({ imported: 100 - half.length, duplicates: half.length, rejected: 0, signals: 2 * (100 - half.length) });
    expect(await updatesHere()).toHaveLength(100);
  });

  test('is imported once by two concurrent imports in opposite orders', async () => {
    const whole = lines(400);
    const reports = await Promise.all([run(chunksOf(whole.join('\n'))), run(chunksOf(whole.toReversed().join('\n')))]);
    expect(reports.reduce((sum, report) => sum + report.imported, 0)).toBe(400);
    expect(reports.reduce((sum, report) => sum + report.signals, 0)).toBe(800);
    expect(await updatesHere()).toHaveLength(400);
  });
});

describe('importProgressUpdates', () => {
  test('emits no signals without declared skills, and imports current work only for active projects', async () => {
    const bare = await make.project({ techLeadId: memberId, externalId: `${key}-bare`, metadata: { skill_ideas: ['x'] } });
    await make.assignment({ profileId: memberId, projectId: bare });
    const here = { projectExternalId: `${key}-bare` };
    expect(await run(chunksOf(line(1, { ...here, createdAt: undefined })))).toMatchObject({ imported: 1, signals: 0 });
    await api.database.query("UPDATE projects SET status = 'archived' WHERE id = $1", [bare]);
    expect(await run(chunksOf([line(2, { ...here, createdAt: undefined }), line(3, here)].join('\n')))).toMatchObject({
      imported: 1,
      errors: [{ line: 1, code: 'PROJECT_NOT_ACTIVE' }],
    });
  });

  test('rolls back completely inside an outer transaction', async () => {
    const before = await ledgerAndUpdates();
    await expect(
      api.database.transaction(async (transaction) => {
        expect(await importProgressUpdates(transaction, chunksOf(lines(30).join('\n')), { batchSize: 10 })).toMatchObject({ imported: 30 });
        throw new Error('Called off');
      }),
    ).rejects.toThrow('Called off');
    expect(await ledgerAndUpdates()).toEqual(before);
  });
});

describe('the stream', () => {
  test('may be split anywhere, even within a character, and start with a byte order mark', async () => {
    const bytes = Buffer.from(`\uFEFF${line(1, { content: 'Größe 🛠' })}\r\n\r\n${line(2)}\r\n`);
    const report = await run(chunksOf(...Array.from(bytes, (byte) => Buffer.from([byte]))));
    expect(report).toMatchObject({ imported: 2, rejected: 0 });
    expect((await updatesHere())[0]?.content).toBe('Größe 🛠');
  });

  test('may be empty', async () => {
    expect(await run(chunksOf())).toEqual({ imported: 0, duplicates: 0, rejected: 0, signals: 0, errors: [] });
    expect((await send('\n\n')).body).toMatchObject({ imported: 0, rejected: 0 });
  });

  test('may have any length without increasing memory use', async () => {
    const bad = Buffer.from(`${'{"content":"never closed'.padEnd(2_000, 'x')}\n`.repeat(30));
    const endless = Buffer.alloc(65_536, 'x');
    const repeated = Buffer.from(`${Array.from({ length: 20 }, (_, index) => line(index, { content: 'y'.repeat(1_000) })).join('\n')}\n`);
    let peak = 0;
    async function* long() {
      for (let round = 0; round < 1_500; round += 1) {
        yield bad;
        if (round % 3 === 0) yield repeated;
        if (round % 750 === 749) peak = Math.max(peak, memoryInUse());
      }
      for (let part = 0; part < 1_500; part += 1) {
        yield endless;
        if (part % 750 === 749) peak = Math.max(peak, memoryInUse());
      }
    }
    const before = memoryInUse();
    const report = await run(long());
    expect(report).toMatchObject({ imported: 20, duplicates: 9_980, rejected: 45_001 });
    expect(report.errors).toHaveLength(100);
    // 190 MB were imported, and 8 MB were in use in a measurement.
    expect(peak - before).toBeLessThan(40 * 1024 * 1024);
  });

  test('reports progress after each batch', async () => {
    const seen: number[][] = [];
    await run(chunksOf(lines(25).join('\n')), {
      batchSize: 10,
      onProgress: (progress: { lines: number; imported: number; signals: number }) =>
        seen.push([progress.lines, progress.imported, progress.signals]),
    });
    expect(seen).toEqual([
      [10, 10, 20],
      [20, 20, 40],
      [25, 25, 50],
    ]);
  });
});
