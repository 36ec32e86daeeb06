import type { Page } from 'playwright-core';
import { describe, test } from 'vitest';
import { expectAccessible } from '../harness/accessible.js';
import { expect } from '../harness/expect.js';
import { PHONE, setStage } from '../harness/stage.js';

const { server, openAs } = setStage();

const idOf = async (name: string) => {
  const [project] = await server().database.query<{ id: number }>('SELECT id FROM projects WHERE name = $1', [name]);
  return project?.id ?? 0;
};
const list = (page: Page) => page.getByRole('list', { name: 'Projects' });
const dialog = (page: Page) => page.getByRole('dialog');
const sticksOut = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

test('the way to a page and the title of the document say which project and whose skills', async () => {
  const page = await openAs('techLead', { path: `/projects/${await idOf('Lantern')}` });
  page.allowComplaints(/404/);
  const way = page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('listitem');
  await expect(way).toHaveText(['Projects', 'Lantern']);
  await expect(page).toHaveTitle('Lantern · Project · Skilltrace');
  await page.getByRole('tab', { name: 'Updates' }).click();
  await expect(page).toHaveTitle('Lantern · Updates · Skilltrace');
  const [amara] = await server().database.query<{ id: number }>("SELECT id FROM profiles WHERE name = 'Amara Okafor'");
  await page.goto(`/people/${amara?.id}/skills`);
  await expect(way).toHaveText(['People', 'Amara Okafor', 'Skills']);
  await expect(page).toHaveTitle('Skills of Amara Okafor · Skilltrace');
  await way.getByRole('link', { name: 'Amara Okafor' }).click();
  await expect(page).toHaveTitle('Amara Okafor · Profile · Skilltrace');
  await expect(way).toHaveText(['People', 'Amara Okafor']);
  await page.goto('/projects/999999');
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(way).toHaveText(['Projects', 'Project']);
});

describe('the list of projects', () => {
  test('is narrowed by status, name, skill and whose, all of it in the address', async () => {
    const page = await openAs('techLead', { path: '/projects' });
    await expect(list(page).getByRole('link', { name: /^Lantern/ })).toContainText('You lead it');
    await expect(list(page).getByRole('link', { name: /Keystone/ })).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'New project' })).toHaveCount(0);
    await expectAccessible(page);

    await page.getByRole('radio', { name: 'That I lead' }).check();
    await expect(list(page).getByRole('link')).toHaveCount(2);
    await page.getByRole('searchbox', { name: 'Search projects' }).fill('harb');
    await expect(list(page).getByRole('link')).toHaveCount(1);
    await expect(page).toHaveURL(/\?who=led&search=harb$/);
    await page.reload();
    await expect(page.getByRole('searchbox', { name: 'Search projects' })).toHaveValue('harb');
    await expect(list(page).getByRole('link')).toHaveCount(1);

    await page.getByRole('radio', { name: 'Archived' }).check();
    await expect(page.getByText('No archived project fits')).toBeVisible();
    await page.getByRole('button', { name: 'Clear the filters' }).click();
    await expect(page.getByText('No project is archived')).toBeVisible();

    await page.getByRole('radio', { name: 'All' }).check();
    await page.getByRole('combobox', { name: 'Declares' }).fill('postgr');
    await page.getByRole('option', { name: /PostgreSQL/ }).click();
    await expect(list(page).getByRole('link')).toHaveCount(2);
    await expect(list(page).getByRole('link', { name: /Keystone/ })).toContainText('Completed');
  });

  test('fits a phone', async () => {
    const page = await openAs('member', { path: '/projects?who=mine', viewport: PHONE, theme: 'dark' });
    await expect(list(page).getByRole('link')).toHaveCount(2);
    expect(await sticksOut(page), 'nothing sticks out at 390 px').toBe(false);
    await expectAccessible(page);
    await list(page)
      .getByRole('link', { name: /^Lantern/ })
      .click();
    await expect(page.getByRole('heading', { level: 1, name: 'Lantern' })).toBeFocused();
    expect(await sticksOut(page), 'nothing sticks out at 390 px').toBe(false);
    for (const tab of ['Coverage', 'Team charts']) {
      await page.getByRole('tab', { name: tab }).click();
      await expect(
        page.getByRole('tabpanel').getByRole('table').or(page.getByText('They do not change when people join or leave')).first(),
      ).toBeVisible();
      expect(await sticksOut(page), `nothing sticks out of ${tab}`).toBe(false);
    }
  });
});

describe('an admin', () => {
  test('creates a project, fills it, completes it after being told what that does', async () => {
    const page = await openAs('admin', { path: '/projects' });
    await page.getByRole('button', { name: 'New project' }).click();
    await dialog(page).getByLabel('Name').fill('Short one');
    await dialog(page).getByRole('button', { name: 'Create' }).click();
    await expect(dialog(page)).toContainText('Choose who leads it.');
    await dialog(page).getByRole('combobox', { name: 'Tech Lead' }).fill('Tomás');
    await page.getByRole('option', { name: /Tomás Herrera/ }).click();
    for (const skill of ['React', 'Accessibility']) {
      await dialog(page).getByRole('combobox', { name: 'Declare a skill' }).fill(skill);
      await page
        .getByRole('option', { name: new RegExp(`^${skill}`) })
        .first()
        .click();
    }
    await expectAccessible(page);
    await dialog(page).getByRole('button', { name: 'Create' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Short one');
    await expect(page.getByText('Nobody is on it yet.')).toBeVisible();
    for (const tab of ['Updates', 'Coverage', 'Team charts']) {
      await page.getByRole('tab', { name: tab }).click();
      await expect(page.getByRole('tabpanel')).toContainText(/No updates yet|No signals from this project yet|No signals in this range/);
      await expectAccessible(page);
    }
    await page.getByRole('tab', { name: 'Overview' }).click();
    await page.getByRole('button', { name: 'Assign a person' }).click();
    await dialog(page).getByRole('combobox', { name: 'Person' }).fill('Callum');
    await page.getByRole('option', { name: /Callum Fraser/ }).click();
    await dialog(page).getByLabel('Role').fill('Engineer');
    await dialog(page).getByRole('button', { name: 'Assign' }).click();
    await expect(page.getByRole('list', { name: 'Members', exact: true })).toContainText('Callum Fraser');

    await page.getByRole('button', { name: 'Complete…' }).click();
    await expect(dialog(page)).toContainText('2 signals “completed” are emitted');
    await expect(dialog(page)).toContainText('1 assignment ends now');
    await expectAccessible(page);
    await dialog(page).getByRole('button', { name: 'Complete' }).click();
    await expect(page.getByText('Short one is completed: 2 signals emitted, 1 assignment ended.')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Who was on it' })).toContainText('Callum Fraser');
    await expect(page.getByRole('button', { name: 'Complete…' })).toHaveCount(0);
    await page.getByRole('tab', { name: 'Updates' }).click();
    await expect(page.getByText('The project is completed: nobody posts updates any more.')).toBeVisible();
  });

  test('archives a project and brings it back', async () => {
    const page = await openAs('admin', { path: `/projects/${await idOf('Orchard')}` });
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Archive…' }).click();
    await expect(dialog(page)).toContainText('No assignment ends and nothing is emitted');
    await dialog(page).getByRole('button', { name: 'Archive' }).click();
    await expect(page.getByText('nobody is on it while it is archived')).toBeVisible();
    await page.getByRole('button', { name: 'Bring back…' }).click();
    await dialog(page).getByRole('button', { name: 'Bring back' }).click();
    await expect(page.getByText('6 people are on it')).toBeVisible();
  });

  test('sees that a project without declared skills emits nothing', async () => {
    const page = await openAs('admin', { path: `/projects/${await idOf('Lookout')}?tab=coverage` });
    await expect(page.getByText('This project declares no skills')).toBeVisible();
    await page.getByRole('tab', { name: 'Overview' }).click();
    await expect(page.getByRole('region', { name: 'Declared skills' })).toContainText(
      'None. Joining, posting and completing emit no signals here.',
    );
  });
});

describe('a member', () => {
  test('sees their own row, and one row for everybody else', async () => {
    const page = await openAs('member', { path: `/projects/${await idOf('Lantern')}?tab=coverage` });
    const table = page.getByRole('table');
    await expect(table.getByRole('row', { name: /^Amara Okafor/ })).toBeVisible();
    await expect(table.getByRole('row', { name: /^Other people \(not shown by name\)/ })).toContainText(/by \d+/);
    await expect(page.getByRole('button', { name: 'Complete…' })).toHaveCount(0);
    await expectAccessible(page);
  });

  test('of another project sees scope and members, and is told plainly what is not theirs', async () => {
    const projectId = await idOf('Tidewater');
    const page = await openAs('member', { path: `/projects/${projectId}` });
    page.allowComplaints(/403/);
    await expect(page.getByRole('tab')).toHaveText(['Overview']);
    await expect(page.getByRole('list', { name: 'Members', exact: true }).getByRole('link')).toHaveCount(0);
    await expect(page.getByRole('list', { name: 'Declared skills' })).toContainText('dbt');
    for (const tab of ['coverage', 'charts']) {
      await page.goto(`/projects/${projectId}?tab=${tab}`);
      await expect(page.getByRole('alert').first()).toContainText('Only members of this project, its Tech Lead and admins may see this.');
    }
    await page.goto(`/projects/${projectId}?dialog=complete`);
    await expect(page.getByRole('list', { name: 'Members', exact: true })).toBeVisible();
    await expect(dialog(page)).toHaveCount(0);
    await page.goto('/projects/999999999');
    page.allowComplaints(/404/);
    await expect(page.getByRole('alert')).toContainText('Not found');
  });
});
