import { beforeAll, describe, test } from 'vitest';
import { expectAccessible } from '../harness/accessible.js';
import { expect } from '../harness/expect.js';
import { PHONE, setStage, type StagePage } from '../harness/stage.js';

const { server, openAs } = setStage();

const MEMBERS = 1000;
// 42 declared skills, a thousand members with tags, and a level for every second of them.
const LARGE = `
  WITH lead AS (SELECT id FROM profiles WHERE email = 'tomas.herrera@example.org'),
  made AS (INSERT INTO projects (name, tech_lead_id) SELECT 'Large harbor', id FROM lead RETURNING id),
  people AS (
    INSERT INTO profiles (email, name) SELECT 'large-' || n || '@example.org', 'Person ' || lpad(n::text, 4, '0') FROM generate_series(1, ${MEMBERS}) n
    RETURNING id
  ), extra AS (INSERT INTO skills (skill_name, category) SELECT 'Large ' || n, 'Large' FROM generate_series(1, 42) n RETURNING id),
  scope AS (INSERT INTO project_skills (project_id, skill_id) SELECT made.id, extra.id FROM made, extra),
  levels AS (
    INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at, last_validated_by_id)
    SELECT people.id, extra.id, 'ADVANCED', now() - interval '300 days', lead.id FROM people, extra, lead WHERE people.id % 2 = 0
  )
  INSERT INTO assignments (profile_id, project_id, role, tags) SELECT people.id, made.id, 'Engineer', '{Large 1,Large 2}' FROM people, made
  RETURNING project_id AS "projectId"`;

let projectId: number;
beforeAll(async () => {
  const rows = await server().database.transaction((transaction) => transaction.query<{ projectId: number }>(LARGE));
  projectId = rows[0]?.projectId ?? 0;
});

const elements = (page: StagePage) => page.evaluate(() => document.querySelectorAll('*').length);

describe('a project with a thousand members', () => {
  test('shows a page of members, which can be searched and sorted', async () => {
    const page = await openAs('techLead', { path: `/projects/${projectId}` });
    const members = page.getByRole('list', { name: 'Members', exact: true });
    await expect(page.getByRole('heading', { name: 'Members (1,000)' })).toBeVisible();
    await expect(members.getByRole('listitem').first()).toContainText('Person 0001');
    expect(await elements(page)).toBeLessThan(1_500);
    await expect(page.getByRole('button', { name: 'Show more' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('searchbox', { name: 'Search members' }).fill('0987');
    await expect(page).toHaveURL(/member=0987/);
    await expect(members.locator('> li')).toHaveCount(1);
    await members.getByRole('button', { name: /Change the assignment of/ }).click();
    await page.getByRole('menuitem', { name: 'Edit role and tags…' }).click();
    await page.getByRole('dialog').getByLabel('Role').fill('Architect');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await expect(members).toContainText('Architect');
    await page.getByRole('searchbox', { name: 'Search members' }).fill('no such name');
    await expect(page.getByText('No members have this in their name')).toBeVisible();
    await page.getByRole('button', { name: 'Clear search' }).click();
    await page.getByRole('radio', { name: 'Newest first' }).click();
    await expect(page).toHaveURL(/members=newest/);
    await expect(members.getByRole('listitem').first()).toBeVisible();
  });

  test('shows the coverage by skill, with the people of one skill on demand', async () => {
    const page = await openAs('techLead', { path: `/projects/${projectId}?tab=coverage`, viewport: PHONE, theme: 'dark' });
    const skills = page.getByRole('list', { name: 'Coverage by skill' });
    await expect(skills.getByRole('listitem')).toHaveCount(42);
    await expect(page.getByRole('region', { name: 'Risks', exact: true })).toContainText(
      '42 declared skills depend on one person or on no one',
    );
    await expectAccessible(page);
    await skills.getByRole('button', { name: 'Large 7' }).click();
    const people = page.getByRole('list', { name: 'People and Large 7' });
    await expect(people.getByRole('listitem').first()).toContainText('Person 0001');
    expect(await elements(page)).toBeLessThan(2_000);
    await page.getByRole('searchbox', { name: 'Search these people' }).fill('0500');
    await expect(people.getByRole('listitem')).toHaveCount(1);
    await expect(people).toContainText('no signals from this project');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    expect(wide, 'the page has no horizontal scrolling at 390 px').toBe(false);
  });
});

test('an admin sees the links to all admin pages on a phone', async () => {
  const page = await openAs('admin', { path: '/admin/taxonomy', viewport: PHONE });
  const links = page.getByRole('navigation', { name: 'Admin' }).getByRole('link');
  for (const link of await links.all()) await expect(link).toBeInViewport({ ratio: 1 });
  await expect(links.last()).toHaveText('Audit log');
});
