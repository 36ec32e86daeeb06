import { setupChecklist } from '@skilltrace/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../test/api-client.js';
import { factories } from '../../test/factories.js';

let api: TestApi;
let token: string;
beforeAll(async () => {
  api = await createTestApi();
  await api.database.query('UPDATE skills SET is_active = false');
  token = await api.tokenOf(await factories(api.database).profile({ isAdmin: true }));
});
afterAll(() => api.close());

const done = async () => {
  const { status, body } = await api.call('GET', '/api/installation/checklist', { token });
  expect([status, setupChecklist.parse(body)]).toEqual([200, body]);
  return Object.keys(body).filter((step) => body[step]);
};

test('the checklist follows the data of a new installation, step by step', async () => {
  const make = factories(api.database);
  const steps: string[] = [];
  const expectStep = async (step: string) => {
    steps.push(step);
    expect((await done()).toSorted()).toEqual(steps.toSorted());
  };
  expect(await done()).toEqual([]);
  const person = await make.profile();
  await expectStep('people');
  const skillId = await make.skill();
  await expectStep('skills');
  await make.project({ techLeadId: person });
  await expectStep('project');
  const projectId = await make.project({ techLeadId: person, skillIds: [skillId] });
  await expectStep('declaredSkills');
  await make.assignment({ profileId: person, projectId });
  await expectStep('assignment');
  const body = { projectId, userId: person, content: 'Work' };
  expect((await api.call('POST', '/api/progress_updates', { token, body })).status).toBe(201);
  await expectStep('update');
  expect((await api.call('POST', `/api/profiles/${person}/invitation`, { token })).status).toBe(201);
  await expectStep('invitation');
  expect((await api.call('GET', '/api/installation/checklist', { token: await api.tokenOf(person) })).status).toBe(403);
});
