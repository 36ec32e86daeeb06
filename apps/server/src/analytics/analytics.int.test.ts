import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../../test/api-client.js';
import { factories } from '../../test/factories.js';
import {
  agingSkillPage,
  organizationSkillRiskPage,
  projectFreshnessPage,
  projectRisks,
  skillCoverage,
  skillDistribution,
  skillMismatches,
  skillMomentum,
  signalPage,
  skillPersonPage,
  skillSummary,
} from '@skilltrace/contract';
import type { z } from 'zod';
import { postProgressUpdate } from '../progress-updates/post-progress-update.js';

let api: TestApi;
let ids: { admin: number; lead: number; member: number; stranger: number };
let tokens: Record<keyof typeof ids, string>;
let paths: Record<'person' | 'project' | 'organization' | 'skill', string>;
beforeAll(async () => {
  api = await createTestApi();
  const make = factories(api.database);
  ids = {
    admin: await make.profile({ isAdmin: true }),
    lead: await make.profile(),
    member: await make.profile(),
    stranger: await make.profile(),
  };
  const skillId = await make.skill();
  const projectId = await make.project({ techLeadId: ids.lead, skillIds: [skillId] });
  await make.assignment({ profileId: ids.member, projectId });
  await postProgressUpdate(api.database, { profileId: ids.member, isAdmin: false, via: 'token' }, { projectId, content: 'work' });
  tokens = {
    admin: await api.tokenOf(ids.admin),
    lead: await api.tokenOf(ids.lead),
    member: await api.tokenOf(ids.member),
    stranger: await api.tokenOf(ids.stranger),
  };
  paths = {
    person: `/api/users/${ids.member}/skills`,
    project: `/api/projects/${projectId}/skills`,
    organization: '/api/organization/skills',
    skill: `/api/skills/${skillId}`,
  };
});
afterAll(() => api.close());

const CHARTS = { distribution: skillDistribution, momentum: skillMomentum, activity: signalPage, summary: skillSummary };

describe('charts', () => {
  it('match their response schema in each scope', async () => {
    const check = async (path: string, schema: z.ZodObject) => {
      const { status, body } = await api.call('GET', path, { token: tokens.admin });
      expect(status, path).toBe(200);
      expect(schema.parse(body), path).toEqual(body);
      return body;
    };
    for (const scope of ['person', 'project', 'organization'] as const) {
      for (const [chart, schema] of Object.entries(CHARTS)) {
        const body = await check(`${paths[scope]}/${chart}`, schema);
        expect(body.items ?? body.series, `${scope} ${chart}`).toHaveLength(1);
      }
    }
    await check(`${paths.project}/coverage`, skillCoverage);
    await check(`${paths.project}/risks`, projectRisks);
    await check(`${paths.organization}/risks`, organizationSkillRiskPage);
    await check('/api/freshness?days=90', agingSkillPage);
    await check('/api/freshness/projects', projectFreshnessPage);
    await check(`${paths.organization}/mismatches`, skillMismatches);
    await check(`${paths.skill}/people`, skillPersonPage);
  });

  it('return 403 to people without access', async () => {
    const statuses = (path: string) =>
      Promise.all(
        (['admin', 'lead', 'member', 'stranger'] as const).map(async (who) => (await api.call('GET', path, { token: tokens[who] })).status),
      );
    for (const chart of Object.keys(CHARTS)) {
      expect(await statuses(`${paths.person}/${chart}`)).toEqual([200, 200, 200, 403]);
      expect(await statuses(`${paths.project}/${chart}`)).toEqual([200, 200, 200, 403]);
      expect(await statuses(`${paths.organization}/${chart}`)).toEqual([200, 403, 403, 403]);
      expect((await api.call('GET', `${paths.person}/${chart}`)).status).toBe(401);
    }
    expect(await statuses(`${paths.project}/coverage`)).toEqual([200, 200, 200, 403]);
    expect(await statuses(`${paths.organization}/mismatches`)).toEqual([200, 403, 403, 403]);
    expect(await statuses(`${paths.skill}/people`)).toEqual([200, 200, 200, 200]);
  });

  it('return 404 for an unknown person, project or skill', async () => {
    for (const path of [
      '/api/users/999999/skills/summary',
      '/api/projects/999999/skills/summary',
      '/api/projects/999999/skills/coverage',
      '/api/projects/999999/skills/risks',
      '/api/skills/999999/people',
    ]) {
      expect((await api.call('GET', path, { token: tokens.admin })).status, path).toBe(404);
    }
  });
});

describe('invalid chart queries', () => {
  const future = new Date(Date.now() + 3_600_000).toISOString();
  it.each([
    ['distribution?from=2026-02-01T00:00:00Z&to=2026-02-01T00:00:00Z', 'from'],
    ['momentum?from=2026-02-02T00:00:00Z&to=2026-02-01T00:00:00Z', 'from'],
    ['activity?from=2026-02-01T01:00:00%2B01:00&to=2026-02-01T00:00:00Z', 'from'],
    [`distribution?asOf=${future}`, 'asOf'],
    [`momentum?asOf=${future}`, 'asOf'],
    [`activity?asOf=${future}`, 'asOf'],
    [`summary?asOf=${future}`, 'asOf'],
    ['summary?asOf=yesterday', 'asOf'],
    ['summary?from=2026-02-01T00:00:00Z', ''],
    ['momentum?bucket=year', 'bucket'],
    ['momentum?timeZone=Mars/Olympus', 'timeZone'],
    ['momentum?timeZone=PST', 'timeZone'],
    ['momentum?timeZone=Etc/Unknown', 'timeZone'],
    ['momentum?timeZone=%2B05:30', 'timeZone'],
    ['momentum?timeZone=posix/Europe/Zurich', 'timeZone'],
    ['momentum?timeZone=', 'timeZone'],
    ["momentum?timeZone=UTC'--", 'timeZone'],
    ['momentum?bucket=day&from=2000-01-01T00:00:00Z', 'from'],
    ['activity?limit=201', 'limit'],
    ['activity?cursor=x', 'cursor'],
    ['activity?sourceType=review', 'sourceType'],
    ['activity?skillId=0', 'skillId'],
    ['distribution?weight=3', ''],
  ])('rejects %s', async (query, path) => {
    for (const scope of ['person', 'project', 'organization'] as const) {
      const { status, body } = await api.call('GET', `${paths[scope]}/${query}`, { token: tokens.admin });
      expect(status).toBe(400);
      expect(body.code).toBe('VALIDATION_FAILED');
      expect(new Set(body.errors.map((error: { path: string }) => error.path))).toEqual(new Set([path]));
    }
  });

  it('rejects invalid queries on mismatches, people of a skill and coverage', async () => {
    for (const path of [
      `${paths.organization}/mismatches?limit=0`,
      `${paths.organization}/mismatches?cursor=x`,
      `${paths.organization}/mismatches?asOf=${future}`,
      `${paths.skill}/people?asOf=${future}`,
      `${paths.skill}/people?cursor=x`,
      `${paths.project}/coverage?asOf=${future}`,
      `${paths.project}/coverage?people=maybe`,
      `${paths.project}/risks?asOf=${future}`,
      `${paths.organization}/risks?asOf=${future}`,
      `${paths.organization}/risks?cursor=x`,
      '/api/freshness?days=45',
      '/api/freshness?cursor=x',
      '/api/freshness?asOf=2026-01-01T00:00:00Z',
      '/api/freshness/projects?cursor=x',
    ]) {
      expect((await api.call('GET', path, { token: tokens.admin })).status, path).toBe(400);
    }
  });
});

describe('asOf with the recordedAt of a signal', () => {
  it('includes that signal', async () => {
    const { body } = await api.call('GET', `${paths.person}/activity`, { token: tokens.member });
    const asOf = body.items[0].recordedAt;
    for (const chart of Object.keys(CHARTS)) {
      const answer = await api.call('GET', `${paths.person}/${chart}?asOf=${asOf}`, { token: tokens.member });
      expect(answer.body.items ?? answer.body.series).toHaveLength(1);
    }
    expect((await api.call('GET', `${paths.person}/momentum?asOf=${asOf}`, { token: tokens.member })).body.series[0]).toMatchObject({
      current: 1,
      direction: 'up',
    });
  });
});
