import { describe, test } from 'vitest';
import { factories } from '../../apps/server/test/factories.js';
import { expectAccessible } from '../harness/accessible.js';
import { expect } from '../harness/expect.js';
import { PHONE, setStage, type StagePage } from '../harness/stage.js';

const { server, openAs } = setStage();

const grid = (page: StagePage) => page.getByRole('grid', { name: 'Skills matrix' });
const rowOf = (page: StagePage, name: string) => grid(page).getByRole('row').filter({ hasText: name });
const headings = (page: StagePage) => grid(page).getByRole('columnheader');
const activeLabel = async (page: StagePage) => {
  const id = await grid(page).getAttribute('aria-activedescendant');
  return page.evaluate((of) => {
    const element = document.getElementById(of ?? '');
    return element?.textContent;
  }, id);
};
async function idOf(table: 'projects' | 'profiles' | 'skills', name: string): Promise<number> {
  const column = table === 'skills' ? 'skill_name' : 'name';
  const [row] = await server().database.query<{ id: number }>(`SELECT id FROM ${table} WHERE ${column} = $1`, [name]);
  if (!row) throw new Error(`The demo has no ${name} in ${table}`);
  return row.id;
}

describe('the skills matrix of a Tech Lead', () => {
  test('shows levels and signals, and each cell leads to its signals and its validation', async () => {
    const page = await openAs('techLead', { path: '/' });
    await page.getByRole('navigation').getByRole('link', { name: 'Skills matrix' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Skills matrix');
    await expect(page.getByText('You see everyone.')).toBeVisible();
    const amara = rowOf(page, 'Amara Okafor');
    await expect(amara.getByRole('rowheader')).toContainText('Software Engineer');
    await expect(amara.getByRole('gridcell', { name: /^Novice, validated 3 months ago; \d+ signals, the last one/ })).toHaveCount(1);
    await expectAccessible(page);

    await amara.getByRole('gridcell', { name: /^Novice/ }).click();
    const panel = page.getByRole('dialog', { name: 'Cell' });
    await expect(panel).toContainText('Amara Okafor');
    await expect(panel).toContainText('Node.js');
    await expect(panel).toContainText('Novice');
    await expect(panel).toContainText('Signals in the last 12 months');
    await expectAccessible(page);
    const [person, skill] = [await idOf('profiles', 'Amara Okafor'), await idOf('skills', 'Node.js')];
    await expect(panel.getByRole('link', { name: 'Validation' })).toHaveAttribute('href', `/people/${person}`);
    await panel.getByRole('link', { name: 'Signals' }).click();
    await expect(page).toHaveURL(new RegExp(`/people/${person}/skills\\?skill=${skill}&range=1y$`));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Skills of Amara Okafor');
  });

  test('is one tab stop, and its keys move between cells and open them', async () => {
    const page = await openAs('techLead', { path: '/matrix' });
    await grid(page).focus();
    await page.keyboard.press('Control+Home');
    expect(await activeLabel(page)).toBe('Person');
    await page.keyboard.press('ArrowRight');
    expect(await activeLabel(page)).toContain('Caching');
    await page.keyboard.press('Control+End');
    await expect.poll(() => activeLabel(page)).toContain('not validated');
    await expect(headings(page).last()).toBeInViewport();
    await page.keyboard.press('Home');
    await expect.poll(() => activeLabel(page)).toContain('Zeynep');
    await page.keyboard.press('PageUp');
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: 'Cell' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog', { name: 'Cell' })).toBeHidden();
    await expect(grid(page)).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/people\/\d+$/);
  });

  test('keeps filters, groups and order in the address', async () => {
    const page = await openAs('techLead', { path: '/matrix' });
    await expect(page.getByText(/^\d+ people × 30 skills$/)).toBeVisible();
    await page.getByLabel('Cells').selectOption('Stale level');
    await expect(page).toHaveURL(/\?state=stale$/);
    await expect(rowOf(page, 'Administrator')).toBeHidden();
    await expect(
      grid(page)
        .getByRole('gridcell', { name: /, stale;/ })
        .first(),
    ).toBeVisible();
    await page.getByLabel('Category').selectOption('Languages');
    await page.getByLabel('Group by').selectOption('Group by project');
    await expect(page).toHaveURL(/\?state=stale&category=Languages&group=project$/);
    await expect(grid(page).getByRole('gridcell', { name: 'Fieldnote' })).toBeVisible();
    await page.reload();
    await expect(grid(page).getByRole('gridcell', { name: 'Fieldnote' })).toBeVisible();
    await page.getByLabel('Level').selectOption('At least Expert');
    await expect(page.getByText('No people match these filters')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expect(page).toHaveURL(/\?group=project$/);

    await page.getByLabel('Group by').selectOption('No groups');
    await headings(page).filter({ hasText: 'Node.js' }).click();
    await page.getByRole('button', { name: 'Sort by level' }).click();
    await expect(page).toHaveURL(/sort=level&sortSkill=\d+$/);
    await expect(page.getByLabel('Sort', { exact: true })).toContainText('Sort by level in Node.js');
    await expect(headings(page).filter({ hasText: 'Node.js' })).toHaveAttribute('aria-sort', 'descending');
    await expect(
      grid(page)
        .getByRole('row')
        .nth(1)
        .getByRole('gridcell', { name: /^(Expert|Advanced), / })
        .first(),
    ).toBeVisible();
  });

  test('shows the people and the declared skills of chosen projects', async () => {
    const page = await openAs('techLead', { path: '/matrix' });
    await page.getByLabel('Add project').fill('Field');
    await page.getByRole('option', { name: 'Fieldnote' }).click();
    await expect(page).toHaveURL(new RegExp(`\\?projects=${await idOf('projects', 'Fieldnote')}$`));
    await expect(page.getByText('6 people × 4 skills')).toBeVisible();
    await expect(headings(page).filter({ hasText: 'Kotlin' })).toBeVisible();
    await page.getByRole('button', { name: 'Remove Fieldnote' }).click();
    await expect(page.getByText(/^\d+ people × 30 skills$/)).toBeVisible();
  });

  test('says what failed, and loads again', async () => {
    const page = await openAs('techLead', { path: '/people' });
    page.allowComplaints(/500|Failed to load/);
    await page.route('**/api/skills_matrix*', (route) =>
      route.fulfill({
        status: 500,
        contentType: 'application/problem+json',
        body: JSON.stringify({ type: 'about:blank', title: 'Error', status: 500, code: 'INTERNAL', detail: 'It failed.', params: {} }),
      }),
    );
    await page.getByRole('navigation').getByRole('link', { name: 'Skills matrix' }).click();
    await expect(page.getByRole('alert')).toContainText('This could not be loaded');
    await page.unroute('**/api/skills_matrix*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(rowOf(page, 'Amara Okafor')).toBeVisible();
  });
});

describe('the skills matrix of other people', () => {
  test('shows a member their own row, and shared levels without signals', async () => {
    const page = await openAs('member', { path: '/matrix' });
    await expect(page.getByText('You see yourself and people who share their validated skills.')).toBeVisible();
    await expect(rowOf(page, 'Amara Okafor')).toBeVisible();
    await expect(rowOf(page, 'Freya Lindqvist')).toBeHidden();
    await expectAccessible(page);
    const shared = rowOf(page, 'Siobhán Byrne').getByRole('gridcell', { name: /^Advanced, validated .* ago; signals not shared$/ });
    await shared.first().click();
    const panel = page.getByRole('dialog', { name: 'Cell' });
    await expect(panel).toContainText('This person shares only validated levels.');
    await expect(panel.getByRole('link', { name: 'Signals' })).toBeHidden();
  });

  test('shows an admin a past day', async () => {
    const page = await openAs('admin', { path: '/matrix?asOf=2020-01-01' });
    await expect(page.getByText('Data as of the end of')).toBeVisible();
    await expect(grid(page).getByRole('gridcell', { name: /validated .* ago/ })).toHaveCount(0);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Back to today' }).click();
    await expect(page).toHaveURL(/\/matrix$/);
    await expect(
      grid(page)
        .getByRole('gridcell', { name: /validated .* ago/ })
        .first(),
    ).toBeVisible();
  });
});

describe('the skills matrix of a project', () => {
  test('shows its members and the skills that it declares', async () => {
    const page = await openAs('techLead', { path: `/projects/${await idOf('projects', 'Fieldnote')}` });
    await page.getByRole('tab', { name: 'Skills matrix' }).click();
    await expect(page).toHaveURL(/\?tab=matrix$/);
    await expect(page.getByText('6 people × 4 skills')).toBeVisible();
    await expect(
      rowOf(page, 'Jonas Weber').getByRole('gridcell', { name: /^Intermediate, validated 13 months ago, stale; / }),
    ).toBeVisible();
    await expectAccessible(page);
  });

  test('explains that a project declares no skills', async () => {
    const lead = await idOf('profiles', 'Tomás Herrera');
    const projectId = await factories(server().database).project({ name: 'Semaphore', techLeadId: lead });
    const page = await openAs('techLead', { path: `/projects/${projectId}?tab=matrix` });
    await expect(page.getByText('These projects declare no skills')).toBeVisible();
    await expectAccessible(page);
  });

  test('can be scrolled sideways on a phone, with the names in view', async () => {
    const page = await openAs('techLead', { path: '/matrix', viewport: PHONE });
    await rowOf(page, 'David Goldberg')
      .getByRole('gridcell', { name: /^Advanced/ })
      .first()
      .click();
    const panel = page.getByRole('dialog', { name: 'Cell' });
    await expect(panel).toBeInViewport({ ratio: 1 });
    // The cell is no longer in the document, and the panel closes with it.
    await grid(page).evaluate((element) => element.scrollTo({ left: 2_000 }));
    await expect(panel).toHaveCount(0);
    await grid(page).evaluate((element) => element.scrollTo({ left: 0 }));
    await expect(page.getByText('Scroll sideways for more skills.')).toBeVisible();
    await grid(page).evaluate((element) => element.scrollTo({ left: 1_100 }));
    await expect(
      headings(page)
        .filter({ hasText: 'Kotlin' })
        .or(headings(page).filter({ hasText: 'React' }))
        .first(),
    ).toBeVisible();
    await expect(rowOf(page, 'Amara Okafor').getByRole('rowheader')).toBeInViewport();
    await expectAccessible(page);
  });
});

// The last test of the file, because its people and skills stay.
describe('a large skills matrix', () => {
  test('loads further people and skills when they come into view', async () => {
    const { database } = server();
    await database.query(
      "INSERT INTO profiles (email, name) SELECT 'many-' || n || '@example.org', 'Zz ' || lpad(n::text, 3, '0') FROM generate_series(1, 150) n",
    );
    await database.query(
      "INSERT INTO skills (skill_name, category) SELECT 'Zz ' || lpad(n::text, 3, '0'), 'Zz' FROM generate_series(1, 120) n",
    );
    const page = await openAs('techLead', { path: '/matrix' });
    await grid(page).focus();
    await page.keyboard.press('Control+End');
    await expect(headings(page).filter({ hasText: 'Zz 120' })).toBeInViewport();
    await expect(rowOf(page, 'Zz 150').getByRole('gridcell').last()).toHaveText('not validated, no signals in this range');
    expect(await grid(page).getByRole('gridcell').count()).toBeLessThan(600);
  });

  test('says how far it is on the way to the last person, and Escape stops the way', async () => {
    await server().database.query(
      "INSERT INTO profiles (email, name) SELECT 'more-' || n || '@example.org', 'Zzz ' || lpad(n::text, 3, '0') FROM generate_series(1, 400) n",
    );
    const page = await openAs('techLead', { path: '/matrix' });
    await page.route(/skills_matrix.*[?&]cursor=/, async (route) => {
      await page.waitForTimeout(500);
      await route.continue();
    });
    await grid(page).focus();
    await page.keyboard.press('Control+End');
    const progress = page.getByRole('status').filter({ hasText: 'Loading people' });
    await expect(progress).toContainText(/Loading people: 100 of \d+/);
    await expect(progress).toContainText(/Loading people: 200 of \d+/);
    await page.keyboard.press('Escape');
    await expect(progress).toBeHidden();
    await expect(rowOf(page, 'Zzz 400')).toBeHidden();
    await expect(page.locator(`[id="${await grid(page).getAttribute('aria-activedescendant')}"]`)).toBeInViewport();

    await page.keyboard.press('Control+End');
    await expect(progress.getByRole('button', { name: 'Cancel' })).toBeVisible();
    await expect(rowOf(page, 'Zzz 400')).toBeInViewport();
    await expect(progress).toBeHidden();
  });
});
