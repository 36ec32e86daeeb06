import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../api-client.js';
import { readDatabaseContent, findTextsIn } from '../database-content.js';
import { ERASURE_LOCKS } from '../erasure-locks.js';
import { factories } from '../factories.js';
import { verifyLedger } from '../../src/signals/verify/verify-ledger.js';

let api: TestApi;
let make: ReturnType<typeof factories>;
let adminId: number;
let asAdmin: string;

beforeAll(async () => {
  api = await createTestApi();
  make = factories(api.database);
  adminId = await make.profile({ isAdmin: true });
  asAdmin = await api.tokenOf(adminId);
});
afterAll(() => api.close());

const EXCLUSIVE_LOCK_REQUESTED = `${ERASURE_LOCKS} AND mode = 'ExclusiveLock'`;

/** A person on a project with three colleagues, who write while the person is erased. */
async function createScene(round: number) {
  const own = `${round}zq`;
  const [name, email] = [`Zoë${own} Ōkawa${own}`, `zoe.${own}@people.example.org`];
  const skillIds = [await make.skill(), await make.skill()];
  const id = await make.profile({ name, email });
  const colleagues = [await make.profile(), await make.profile(), await make.profile()];
  const projectId = await make.project({ techLeadId: colleagues[0] ?? 0, skillIds, externalId: `project-${own}` });
  const assignments: number[] = [];
  for (const profileId of [id, ...colleagues]) assignments.push(await make.assignment({ profileId, projectId }));
  const tokens = await Promise.all([id, ...colleagues].map((profileId) => api.tokenOf(profileId)));
  return { own, name, email, id, colleagues, projectId, assignments, tokens, skillIds };
}

it.each([1, 2, 3])('erases all data of a person while many concurrent requests post, import and mention them (round %i)', async (round) => {
  const { own, name, email, id, colleagues, projectId, assignments, tokens, skillIds } = await createScene(round);
  const [asPerson = '', asColleague = '', asThird = ''] = tokens;
  const erasure = { hasRequestedLock: false };
  let count = 0;
  const statuses = new Map<number, number>();
  const call = async (method: 'POST' | 'PATCH', path: string, body: unknown, token: string, headers: Record<string, string> = {}) => {
    const answer = await api.call(method, path, { body, token, headers });
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    return answer;
  };
  const text = () => `with ${name} and <${email}>, no. ${(count += 1)}`;
  const line = (profileEmail: string) =>
    JSON.stringify({ projectId, email: profileEmail, content: text(), externalId: `${own}-${count}`, createdAt: '2024-05-05T10:00:00Z' });
  const colleagueEmail = `colleague-${own}@example.org`;
  await api.database.query('UPDATE profiles SET email = $2 WHERE id = $1', [colleagues[1], colleagueEmail]);
  const mine = await call('POST', '/api/progress_updates', { projectId, content: 'first' }, asColleague);
  const key = () => ({ 'idempotency-key': `${own} ${(count += 1)}` });

  const writers = [
    () => call('POST', '/api/progress_updates', { projectId, content: text() }, asPerson),
    () => call('POST', '/api/progress_updates', { projectId, content: text() }, asColleague),
    () => call('POST', '/api/progress_updates', { projectId, content: text() }, asThird, key()),
    () => call('PATCH', `/api/progress_updates/${mine.body.id}`, { content: text() }, asColleague),
    () => call('PATCH', `/api/projects/${projectId}`, { description: text(), metadata: { skill_ideas: [text()] } }, asAdmin),
    () => call('PATCH', `/api/assignments/${assignments[2]}`, { role: `Peer of ${name}` }, asAdmin),
    () => call('PATCH', `/api/profiles/${colleagues[2]}`, { title: `Deputy of ${name}` }, asAdmin),
    () => call('POST', '/api/api_tokens', { name: `for ${name}`, profileId: colleagues[2] }, asAdmin, key()),
    () =>
      call('POST', '/api/progress_updates/import', `${line(email)}\n${line(colleagueEmail)}\n${line(email)}\n`, asAdmin, {
        'content-type': 'application/x-ndjson',
      }),
    () =>
      call(
        'POST',
        '/api/directory/sync',
        {
          profiles: [{ email, name }],
          assignments: [{ email: colleagueEmail, projectExternalId: `project-${own}`, role: `Peer of ${name}` }],
        },
        asAdmin,
        key(),
      ),
    () => call('POST', '/api/suggestions', { skillId: skillIds[count % 2] ?? 0, suggestedProficiency: 'ADVANCED' }, asPerson),
  ];
  // The writers stop once the erasure requests its exclusive lock. Requests that are already on their way wait for it.
  const writing = writers.map(async (write) => {
    while (!erasure.hasRequestedLock) await write();
  });
  await new Promise((resolve) => setTimeout(resolve, 500));
  const erasing = api.call('POST', `/api/profiles/${id}/erase`, { body: { confirm: email }, token: asAdmin });
  while ((await api.database.query(EXCLUSIVE_LOCK_REQUESTED)).length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  erasure.hasRequestedLock = true;
  const [answer] = await Promise.all([erasing, ...writing]);
  expect(answer).toMatchObject({ status: 200 });
  expect([...statuses.keys()].filter((status) => status >= 500)).toEqual([]);
  expect(statuses.get(201)).toBeGreaterThan(10);
  const stored = await readDatabaseContent(api.superuserUrl);
  expect(findTextsIn(stored, [email, name, `Ōkawa${own}`]), JSON.stringify(Object.fromEntries(statuses))).toEqual([]);
  expect((await verifyLedger(api.database)).checks.filter(({ violations }) => violations > 0)).toEqual([]);
});
