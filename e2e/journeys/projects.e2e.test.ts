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
const scrollsSideways = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

test('the breadcrumb and the document title name the project or the person', async () => {
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
  test('is filtered by status, name, skill and role, and the address keeps the filters', async () => {
    const page = await openAs('techLead', { path: '/projects' });
    await expect(list(page).getByRole('link', { name: /^Lantern/ })).toContainText('Led by you');
    await expect(list(page).getByRole('link', { name: /Keystone/ })).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'New project' })).toHaveCount(0);
    await expectAccessible(page);

    await page.getByRole('radio', { name: 'Led by me' }).check();
    await expect(list(page).getByRole('link')).toHaveCount(2);
    await page.getByRole('searchbox', { name: 'Search projects' }).fill('harb');
    await expect(list(page).getByRole('link')).toHaveCount(1);
    await expect(page).toHaveURL(/\?who=led&search=harb$/);
    await page.reload();
    await expect(page.getByRole('searchbox', { name: 'Search projects' })).toHaveValue('harb');
    await expect(list(page).getByRole('link')).toHaveCount(1);

    await page.getByRole('radio', { name: 'Archived' }).check();
    await expect(page.getByText('No matching archived projects')).toBeVisible();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expect(page.getByText('No archived projects')).toBeVisible();

    await page.getByRole('group', { name: 'Status' }).getByRole('radio', { name: 'All' }).check();
    await page.getByRole('combobox', { name: 'Declared skill' }).fill('postgr');
    await page.getByRole('option', { name: /PostgreSQL/ }).click();
    await expect(list(page).getByRole('link')).toHaveCount(2);
    await expect(list(page).getByRole('link', { name: /Keystone/ })).toContainText('Completed');
  });

  test('fits a phone, and so do the tabs of a project', async () => {
    const page = await openAs('member', { path: '/projects?who=mine', viewport: PHONE, theme: 'dark' });
    await expect(list(page).getByRole('link')).toHaveCount(2);
    expect(await scrollsSideways(page), 'the page has no horizontal scrolling at 390 px').toBe(false);
    await expectAccessible(page);
    await list(page)
      .getByRole('link', { name: /^Lantern/ })
      .click();
    await expect(page.getByRole('heading', { level: 1, name: 'Lantern' })).toBeFocused();
    expect(await scrollsSideways(page), 'the page has no horizontal scrolling at 390 px').toBe(false);
    for (const tab of ['Coverage', 'Team charts']) {
      await page.getByRole('tab', { name: tab }).click();
      await expect(
        page
          .getByRole('tabpanel')
          .getByRole('list', { name: 'Coverage by skill' })
          .or(page.getByText('The charts do not show names'))
          .first(),
      ).toBeVisible();
      expect(await scrollsSideways(page), `${tab} has no horizontal scrolling`).toBe(false);
    }
  });
});

describe('an admin', () => {
  test('creates a project, assigns a person, and completes it after a dialog shows the consequences', async () => {
    const page = await openAs('admin', { path: '/projects' });
    await page.getByRole('button', { name: 'New project' }).click();
    await dialog(page).getByLabel('Name').fill('Short one');
    await dialog(page).getByRole('button', { name: 'Create' }).click();
    await expect(dialog(page)).toContainText('Choose a Tech Lead.');
    await dialog(page).getByRole('combobox', { name: 'Tech Lead' }).fill('Tomás');
    await page.getByRole('option', { name: /Tomás Herrera/ }).click();
    for (const skill of ['React', 'Accessibility']) {
      await dialog(page).getByRole('combobox', { name: 'Declared skills' }).fill(skill);
      await page
        .getByRole('option', { name: new RegExp(`^${skill}`) })
        .first()
        .click();
    }
    await expectAccessible(page);
    await dialog(page).getByRole('button', { name: 'Create' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Short one');
    await expect(page.getByText('No members yet. Assign the first person.')).toBeVisible();
    for (const tab of ['Updates', 'Coverage', 'Team charts']) {
      await page.getByRole('tab', { name: tab }).click();
      await expect(page.getByRole('tabpanel')).toContainText(/No updates yet|no signals yet|No signals in this range/);
      await expectAccessible(page);
    }
    await page.getByRole('tab', { name: 'Overview' }).click();
    await page.getByRole('button', { name: 'Assign person' }).click();
    await dialog(page).getByRole('combobox', { name: 'Person' }).fill('Callum');
    await page.getByRole('option', { name: /Callum Fraser/ }).click();
    await dialog(page).getByLabel('Role').fill('Engineer');
    await dialog(page).getByRole('button', { name: 'Assign' }).click();
    await expect(page.getByRole('list', { name: 'Members', exact: true })).toContainText('Callum Fraser');

    await page.getByRole('button', { name: 'Complete…' }).click();
    await expect(dialog(page)).toContainText('2 “completed” signals will be created');
    await expect(dialog(page)).toContainText('1 assignment ends now');
    await expectAccessible(page);
    await dialog(page).getByRole('button', { name: 'Complete' }).click();
    await expect(page.getByText('Short one completed. 2 signals created, 1 assignment ended.')).toBeVisible();
    // While the lists load again, the members and the former members are both shown.
    await expect(page.getByRole('region', { name: 'Members' }).filter({ hasText: 'Callum Fraser' }).first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Complete…' })).toHaveCount(0);
    await page.getByRole('tab', { name: 'Updates' }).click();
    await expect(page.getByText('The project is completed. Members can no longer post updates.')).toBeVisible();
  });

  test('archives and reactivates a project', async () => {
    const page = await openAs('admin', { path: `/projects/${await idOf('Orchard')}` });
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Archive…' }).click();
    await expect(dialog(page)).toContainText('No assignment ends and no signals are created');
    await dialog(page).getByRole('button', { name: 'Archive' }).click();
    await expect(page.getByText('No active members while archived')).toBeVisible();
    await page.getByRole('button', { name: 'Reactivate…' }).click();
    await dialog(page).getByRole('button', { name: 'Reactivate' }).click();
    await expect(page.getByText('6 members')).toBeVisible();
  });

  test('sees that a project without declared skills creates no signals', async () => {
    const page = await openAs('admin', { path: `/projects/${await idOf('Lookout')}?tab=coverage` });
    await expect(page.getByText('This project declares no skills')).toBeVisible();
    await page.getByRole('tab', { name: 'Overview' }).click();
    await expect(page.getByRole('region', { name: 'Declared skills' })).toContainText(
      'No skills declared, so joining, posting updates and completing create no signals.',
    );
  });
});

describe('a member', () => {
  test('sees the totals of the coverage and only themselves below a skill, without levels and risks', async () => {
    const page = await openAs('member', { path: `/projects/${await idOf('Lantern')}?tab=coverage` });
    const skills = page.getByRole('list', { name: 'Coverage by skill' });
    await expect(skills).toContainText(/[\d,]+ signals · \d+ people/);
    await skills.getByRole('button', { name: 'React' }).click();
    const people = page.getByRole('list', { name: 'People and React' });
    await expect(people.getByRole('listitem')).toHaveCount(1);
    await expect(people).toContainText('Amara Okafor');
    await expect(page.getByText('You see only yourself here.')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Risks' })).toHaveCount(0);
    await expect(page.getByText('Validated levels')).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Complete…' })).toHaveCount(0);
    await expectAccessible(page);
  });

  test('of another project sees declared skills and members, and an error on every other tab', async () => {
    const projectId = await idOf('Tidewater');
    const page = await openAs('member', { path: `/projects/${projectId}` });
    page.allowComplaints(/403/);
    await expect(page.getByRole('tab')).toHaveText(['Overview', 'Skills matrix']);
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
