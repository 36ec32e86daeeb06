import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../../test/api-client.js';
import { factories } from '../../test/factories.js';
import { importProgressUpdates } from '../progress-updates/import-progress-updates.js';

let api: TestApi;
let make: ReturnType<typeof factories>;
let token: string;
beforeAll(async () => {
  api = await createTestApi();
  make = factories(api.database);
  token = await api.tokenOf(await make.profile({ isAdmin: true }));
});
afterAll(() => api.close());

const ask = (query: string) => api.call('GET', `/api/who_knows?${query}`, { token });

it('finds a person whose facts come after hundreds of newer ones of another person', async () => {
  const [busy, quiet, skill] = [await make.profile(), await make.profile(), await make.skill()];
  const projectId = await make.project({ techLeadId: busy, skillIds: [skill] });
  for (const profileId of [busy, quiet]) await make.assignment({ profileId, projectId });
  const line = (userId: number, minute: number) =>
    `${JSON.stringify({ userId, projectId, content: `work ${minute}`, createdAt: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString() })}\n`;
  const lines = [line(quiet, 0), ...Array.from({ length: 300 }, (_, index) => line(busy, index + 1))];
  const { imported } = await api.database.transaction((transaction) => importProgressUpdates(transaction, Readable.from(lines)));
  expect(imported).toBe(301);
  const first = await ask(`skillId=${skill}&limit=1`);
  expect(first.body.items.map(({ profileId }: { profileId: number }) => profileId)).toEqual([busy]);
  const second = await ask(`skillId=${skill}&limit=1&cursor=${first.body.nextCursor}`);
  expect(second.body).toMatchObject({ items: [{ profileId: quiet, skills: [{ signals: 1 }] }], nextCursor: null });
});

it('rejects unknown skills and projects, too many skills, unknown fields, and times in the future', async () => {
  const skill = await make.skill();
  const statusOf = async (query: string) => (await ask(query)).status;
  expect(await statusOf(`skillId=${skill}`)).toBe(200);
  expect(await statusOf(`skillId=${skill}&skillId=${skill}`)).toBe(200);
  expect(await statusOf(`skillId=${skill}&skillId=999999`)).toBe(404);
  expect(await statusOf(`skillId=${skill}&projectId=999999`)).toBe(404);
  expect(await statusOf('')).toBe(400);
  expect(await statusOf(Array.from({ length: 11 }, () => `skillId=${skill}`).join('&'))).toBe(400);
  expect(await statusOf(`skillId=${skill}&minimumLevel=WIZARD`)).toBe(400);
  expect(await statusOf(`skillId=${skill}&sort=name`)).toBe(400);
  expect(await statusOf(`skillId=${skill}&cursor=abc`)).toBe(400);
  expect(await statusOf(`skillId=${skill}&asOf=2999-01-01T00:00:00Z`)).toBe(400);
});
