import { describe, test } from 'vitest';
import { expect } from '../harness/expect.js';
import { printed, type PrintedPage } from '../harness/printed.js';
import { setStage } from '../harness/stage.js';

const { openAs, server } = setStage();

/** What belongs to the screen and not on paper. */
const OF_THE_SCREEN = ['Skip to content', 'Search or go to', 'Who knows…', 'Mentorship', 'Download CSV', 'Print this page'];

function expectOnPaper(pages: readonly PrintedPage[], ...texts: readonly string[]) {
  const all = pages.map(({ text }) => text).join('\n');
  for (const text of [...texts, 'Printed on']) expect(all).toContain(text);
  for (const text of OF_THE_SCREEN) expect(all).not.toContain(text);
  expect(pages.flatMap(({ cutOff }) => cutOff)).toEqual([]);
}

async function idOf(sql: string): Promise<number> {
  const [row] = await server().database.query<{ id: number }>(sql);
  return row?.id ?? 0;
}
const amara = () => idOf("SELECT id FROM profiles WHERE name = 'Amara Okafor'");
const lantern = () => idOf("SELECT id FROM projects WHERE name = 'Lantern'");

describe.each(['A4', 'Letter'] as const)('on %s', (format) => {
  test('a profile has its skills and assignments, also if the screen is dark', async () => {
    const page = await openAs('member', { path: `/people/${await amara()}`, theme: 'dark' });
    await expect(page.getByRole('heading', { name: /Core Stack/ })).toBeVisible();
    const pages = await printed(page, 'print-profile', format);
    expect(pages.length).toBeLessThanOrEqual(3);
    expectOnPaper(pages, 'Core Stack', 'Amara Okafor');
  });

  test.each(['', '&view=table'])('the Skill Tracker has its charts for %j, and says which past day they show', async (view) => {
    const path = `/people/${await amara()}/skills`;
    const page = await openAs('member', { path: `${path}?range=all${view}` });
    await expect(page.getByText('Share is weighted')).toBeVisible();
    expectOnPaper(await printed(page, `print-skill-tracker${view}`, format), 'Distribution', 'Momentum', 'Activity', 'Data Modeling');
    await page.goto(`${path}?asOf=2026-10-01`);
    await expect(page.getByText('Data as of the end of')).toBeVisible();
    expectOnPaper(await printed(page, 'print-skill-tracker-past', format), 'Data as of the end of Thursday, 1 October 2026');
  });

  test.each(['overview', 'updates', 'coverage', 'charts'])('a project has its section %s', async (tab) => {
    const page = await openAs('techLead', { path: `/projects/${await lantern()}?tab=${tab}` });
    await page.waitForLoadState('networkidle');
    expectOnPaper(await printed(page, `print-project-${tab}`, format), 'Lantern');
  });

  test('the skills matrix has its people, skills and legend', async () => {
    const page = await openAs('techLead', { path: '/matrix' });
    await expect(page.getByRole('grid')).toBeVisible();
    await page.waitForLoadState('networkidle');
    expectOnPaper(await printed(page, 'print-matrix', format), 'Amara Okafor', 'Zeynep Arslan', 'Stale: in the Core Stack');
  });

  test('a list has all rows that are loaded', async () => {
    const page = await openAs('admin', { path: '/people' });
    await expect(page.getByRole('listitem').first()).toBeVisible();
    const pages = await printed(page, 'print-people', format);
    expect(pages.length).toBeGreaterThan(1);
    expectOnPaper(pages, 'Aisha Siddiqui', 'Linh Tran', 'Tomás Herrera');
  });
});
