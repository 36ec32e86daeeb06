import type { SkillCalendar, SkillMomentum } from '@skilltrace/contract';
import type { Page, Response } from 'playwright-core';
import { beforeAll, describe, test } from 'vitest';
import { factories } from '../../apps/server/test/factories.js';
import { expect } from '../harness/expect.js';
import { PHONE, screenshot, setStage } from '../harness/stage.js';

const NOTE = 'Times are shown in UTC because your browser does not report a time zone.';

/** The day of a moment in a time zone. */
const dayIn = (timeZone: string, at: string) => new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short' }).format(new Date(at));

describe.each([
  ['', 'UTC'],
  ['UTC0', 'UTC'],
  ['XYZ3', 'UTC'],
  ['EST5EDT', undefined],
  ['Asia/Kathmandu', undefined],
  ['America/Sao_Paulo', undefined],
])('on a machine with TZ=%s', (machineZone, expected) => {
  const { server, openAs } = setStage({ machineZone });
  let person = 0;
  // Around midnight UTC three days ago, so that in every other zone some of the times are on another day.
  const midnight = Math.floor(Date.now() / 86_400_000) * 86_400_000 - 3 * 86_400_000;
  const moments = [-9, -1, 1, 4].map((hours) => new Date(midnight + hours * 3_600_000).toISOString());

  beforeAll(async () => {
    const make = factories(server().database);
    const techLeadId = await make.profile();
    person = await make.profile({ name: 'Nia Night' });
    const projectId = await make.project({ techLeadId, skillIds: [await make.skill()] });
    await make.assignment({ profileId: person, projectId, startedAt: new Date(midnight - 30 * 86_400_000).toISOString() });
    for (const at of moments)
      await server().database.query('SELECT FROM post_progress_update($1, $2, $3, NULL, $4, 2)', [projectId, person, `Work of ${at}`, at]);
  });

  async function opened(): Promise<{ page: Page; momentum: SkillMomentum; calendar: SkillCalendar }> {
    const answers = new Map<string, Promise<Response>>();
    const page = await openAs('admin', { path: '/people' });
    for (const chart of ['momentum', 'calendar'])
      answers.set(
        chart,
        page.waitForResponse((response) => response.url().includes(`/${person}/skills/${chart}`)),
      );
    await page.goto(`/people/${person}/skills?range=26w`);
    const [momentum, calendar] = await Promise.all([answers.get('momentum'), answers.get('calendar')]);
    expect([momentum?.status(), calendar?.status()]).toEqual([200, 200]);
    return { page, momentum: (await momentum?.json()) as SkillMomentum, calendar: (await calendar?.json()) as SkillCalendar };
  }

  test('charts and the list use the same zone, and weeks begin on Monday', async () => {
    const { page, momentum, calendar } = await opened();
    const zone = momentum.timeZone;
    expect(calendar.timeZone).toBe(zone);
    if (expected !== undefined) expect(zone).toBe(expected);
    await expect(page.getByText(NOTE)).toHaveCount(expected === 'UTC' ? 1 : 0);

    const days = [...new Set(moments.map((at) => dayIn(zone, at)))];
    // The day of joining also has a signal.
    expect(calendar.days.map(({ date }) => date).slice(-days.length)).toEqual(days);
    const chart = page.getByRole('group', { name: /^Signals per day in the/ });
    for (const day of days) {
      const cell = chart.locator(`a[href*="on=${day}"]`);
      const label = (await cell.getAttribute('aria-label')) ?? '';
      await cell.click();
      await expect(page).toHaveURL(new RegExp(`on=${day}`));
      const heading = page.getByRole('region', { name: /^\d+ signals?/ }).getByRole('heading', { level: 3 });
      await expect(heading, `${label} is listed under its day`).toHaveText([label.replace(/:.*/, '')]);
      const listed = page.getByRole('article').getByText(/^Work of/);
      await expect(listed).toHaveCount(moments.filter((at) => dayIn(zone, at) === day).length);
    }
    const bars = page.getByRole('group', { name: /by skill$/ }).locator('a[href*="on="]');
    const begins = await bars.evaluateAll((links) =>
      links.map((link) => new URL((link as HTMLAnchorElement).href).searchParams.get('on') ?? ''),
    );
    expect(begins.length).toBeGreaterThan(0);
    for (const day of begins) expect(new Date(`${day}T12:00:00Z`).getUTCDay(), `${day} is a Monday`).toBe(1);
  });

  test('a requested time is shown as it was entered', async () => {
    const page = await openAs('member', { path: '/mentorship' });
    await page.getByRole('button', { name: 'Request session' }).first().click();
    const written = `${new Date().getUTCFullYear() + 1}-03-15T10:30`;
    await page.getByLabel('Time (optional)').fill(written);
    await page.getByRole('combobox', { name: 'Mentor' }).fill('Nia');
    await page.getByRole('option').filter({ hasText: 'Nia Night' }).click();
    const asked = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/api/mentorship_sessions'));
    await page.getByRole('button', { name: 'Send request' }).click();
    const { scheduledAt } = (await asked).postDataJSON() as { scheduledAt: string };
    const zone = expected ?? (await page.evaluate(() => new Intl.DateTimeFormat().resolvedOptions().timeZone));
    const clock = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
    expect(clock.format(new Date(scheduledAt)).replace(' ', 'T')).toBe(written);
    await expect(page.locator(`time[datetime="${scheduledAt}"]`)).toContainText('10:30');
  });

  test('the controls fit a phone, even with the note about UTC', async () => {
    const page = await openAs('admin', { path: `/people/${person}/skills`, viewport: PHONE, theme: 'dark' });
    await page.waitForLoadState('networkidle');
    await screenshot(page, `time-zone-${machineZone.replaceAll('/', '-')}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
  });
});
