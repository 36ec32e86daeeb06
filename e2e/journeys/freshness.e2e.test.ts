import { beforeAll, describe, test } from 'vitest';
import { expectAccessible } from '../harness/accessible.js';
import { expect } from '../harness/expect.js';
import { PHONE, setStage, type StagePage } from '../harness/stage.js';

const { server, openAs } = setStage();

const levels = (page: StagePage) => page.getByRole('list', { name: 'Validated levels by age' });
const scrollsSideways = (page: StagePage) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

beforeAll(async () => {
  // One level that is stale and one that goes stale in 45 days, on projects of the Tech Lead and of another one.
  await server().database.transaction(async (transaction) => {
    await transaction.query(
      `UPDATE employee_skills v SET last_validated_at = now() - (CASE WHEN k.skill_name = 'React' THEN 400 ELSE 320 END) * interval '24 hours'
         FROM skills k, profiles p WHERE k.id = v.skill_id AND p.id = v.profile_id AND p.name = 'Amara Okafor' AND k.skill_name IN ('React', 'TypeScript')`,
    );
    // A skill that only Amara has validated, on a project of the Tech Lead.
    await transaction.query(
      `WITH skill AS (INSERT INTO skills (skill_name, category) VALUES ('Beacon protocol', 'Test') RETURNING id),
         declared AS (INSERT INTO project_skills (project_id, skill_id) SELECT p.id, skill.id FROM projects p, skill WHERE p.name = 'Lantern')
       INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at)
       SELECT p.id, skill.id, 'ADVANCED', now() - interval '10 days' FROM profiles p, skill WHERE p.name = 'Amara Okafor'`,
    );
  });
});

describe('a Tech Lead', () => {
  test('sees what goes stale on their own projects, oldest first, and opens the inbox for it', async () => {
    const page = await openAs('techLead', { path: '/' });
    await page.getByRole('navigation').getByRole('link', { name: 'Freshness' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Freshness and risks');
    await expect(page.getByRole('combobox', { name: 'Tech Lead' })).toHaveValue('Tomás Herrera');
    const react = levels(page).getByRole('listitem').filter({ hasText: 'Amara Okafor' }).filter({ hasText: 'React' });
    const typescript = levels(page).getByRole('listitem').filter({ hasText: 'Amara Okafor' }).filter({ hasText: 'TypeScript' });
    await expect(react).toContainText('stale since');
    await expect(typescript).toContainText('stale after');
    await expectAccessible(page);
    await page.getByRole('radio', { name: '30 days' }).click();
    await expect(page).toHaveURL('/freshness?days=30');
    await expect(typescript).toHaveCount(0);
    await expect(react).toHaveCount(1);
    await react.getByRole('link', { name: /^Open inbox/ }).click();
    await expect(page).toHaveURL(/\/inbox\?project=\d+&person=\d+/);
  });

  test('compares projects, and can look at those of every Tech Lead', async () => {
    const page = await openAs('techLead', { path: '/freshness?tab=projects', viewport: PHONE, theme: 'dark' });
    const table = page.getByRole('table', { name: 'Age of the Core Stack by project' });
    await expect(table.getByRole('row', { name: /Tomás Herrera/ }).first()).toBeVisible();
    await expect(page.getByText('Scroll sideways for more columns')).toBeVisible();
    expect(await scrollsSideways(page), 'the page has no horizontal scrolling at 390 px').toBe(false);
    await expectAccessible(page);
    const own = await table.getByRole('row').count();
    await page.goto('/freshness?tab=projects&lead=all');
    await expect(page.getByText('The projects of all Tech Leads.')).toBeVisible();
    await expect.poll(() => table.getByRole('row').count()).toBeGreaterThanOrEqual(own);
    const stale = table.getByRole('link', { name: /stale on/ }).first();
    const count = Number(await stale.textContent());
    await stale.click();
    await expect(page).toHaveURL(/\/freshness\?days=stale&project=\d+&lead=all|\/freshness\?.*days=stale/);
    await expect(levels(page).locator('> li')).toHaveCount(count);
  });

  test('sees the skills that depend on one person, now and on a past day', async () => {
    const page = await openAs('techLead', { path: '/freshness?tab=skills' });
    const table = page.getByRole('table', { name: 'Skills at risk' });
    await expect(table.getByRole('row', { name: /^Beacon protocol/ })).toContainText(/Only.*Amara Okafor.*No one/);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'As of…' }).click();
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(page).toHaveURL(/asOf=/);
    await expect(page.getByText(/Data as of the end of/)).toBeVisible();
  });

  test('reads that nothing is stale, and widens the list', async () => {
    const page = await openAs('techLead', { path: '/freshness' });
    await page.route(/\/api\/freshness\?/, (route) => route.fulfill({ json: { items: [], nextCursor: null } }));
    await page.goto('/freshness?days=stale');
    await expect(page.getByText('Nothing is stale', { exact: true })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Show all projects' }).click();
    await expect(page).toHaveURL(/lead=all/);
  });
});

test('an admin sees the levels of all projects', async () => {
  const page = await openAs('admin', { path: '/freshness' });
  await expect(page.getByText('The projects of all Tech Leads.')).toBeVisible();
  await expect(levels(page).getByRole('listitem').first()).toBeVisible();
  await expectAccessible(page);
});

test('a member has no link to the page and reads why it is not for them', async () => {
  const page = await openAs('member', { path: '/' });
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Freshness' })).toHaveCount(0);
  await page.goto('/freshness');
  await expect(page.getByRole('alert')).toContainText('Only Tech Leads of active projects and admins can see when skills go stale.');
  await expectAccessible(page);
});
