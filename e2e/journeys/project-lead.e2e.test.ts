import type { Page } from 'playwright-core';
import { describe, test } from 'vitest';
import { expectAccessible } from '../harness/accessible.js';
import { expect } from '../harness/expect.js';
import { setStage } from '../harness/stage.js';

const { server, openAs } = setStage();

const idOf = async (name: string) => {
  const [project] = await server().database.query<{ id: number }>('SELECT id FROM projects WHERE name = $1', [name]);
  return project?.id ?? 0;
};
const dialog = (page: Page) => page.getByRole('dialog');

describe('a Tech Lead', () => {
  test('changes tags with the help of similar skill names, declared skills and skill ideas', async () => {
    const page = await openAs('techLead', { path: `/projects/${await idOf('Harbour')}` });
    const members = page.getByRole('list', { name: 'Members', exact: true });
    await members.getByRole('button', { name: 'Change the assignment of Diego Fuentes' }).click();
    await page.getByRole('menuitem', { name: 'Edit role and tags…' }).click();
    await expect(dialog(page)).toContainText('Core Stack');
    await expect(page).toHaveURL(/dialog=tags&assignment=\d+/);
    await expectAccessible(page);
    const tags = dialog(page).getByRole('list', { name: 'Tags' });
    await dialog(page).getByLabel('Tags', { exact: true }).first().fill('GRAPHQL');
    await expect(dialog(page).getByRole('group', { name: 'Suggested tags' })).toContainText('GraphQL');
    await page.keyboard.press('Enter');
    await expect(tags).toContainText('GRAPHQL');
    const nearMiss = dialog(page).getByRole('status').filter({ hasText: 'Similar to the name of a skill. Use the exact name:' });
    await nearMiss.getByRole('button', { name: 'Add GraphQL' }).click();
    await expect(tags).not.toContainText('GRAPHQL');
    await dialog(page).getByLabel('Role').fill('Backend Engineer');
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    await expect(dialog(page)).toHaveCount(0);
    await expect(members.getByRole('list', { name: 'Tags of Diego Fuentes' })).toContainText('GraphQL');
    await expect(members).toContainText('Backend Engineer');

    await page.getByRole('button', { name: 'Edit declared skills' }).click();
    await dialog(page).getByRole('button', { name: 'Remove Node.js' }).click();
    await expect(dialog(page)).toContainText('New updates will no longer create signals for Node.js. Existing signals are kept.');
    await dialog(page).getByRole('combobox', { name: 'Declared skills' }).fill('Caching');
    await page.getByRole('option', { name: /Caching/ }).click();
    await expect(dialog(page)).toContainText('New updates will also create signals for Caching.');
    await expectAccessible(page);
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('list', { name: 'Declared skills' })).toHaveText('CachingKafkaPostgreSQLTypeScript');

    await page.getByRole('button', { name: 'Edit skill ideas' }).click();
    await dialog(page).getByLabel('Ideas (one per line)').fill('Go\nRust');
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('region', { name: 'Skill ideas' })).toContainText('Rust');
    await expect(page.getByRole('region', { name: 'Skill ideas' })).toContainText('Ideas do not create signals.');
  });

  test('assigns a person, cannot assign an existing member, and ends an assignment', async () => {
    const page = await openAs('techLead', { path: `/projects/${await idOf('Harbour')}` });
    const members = page.getByRole('list', { name: 'Members', exact: true });
    await page.getByRole('button', { name: 'Assign person' }).click();
    const person = dialog(page).getByRole('combobox', { name: 'Person' });
    await person.fill('Amara');
    await page.getByRole('option', { name: /Amara Okafor/ }).click();
    await expect(dialog(page)).toContainText('Amara Okafor is already on this project as Engineer.');
    await person.fill('Chloé');
    await page.getByRole('option', { name: /Chloé Marchand/ }).click();
    await dialog(page).getByLabel('Role').fill('Guest');
    await dialog(page).getByRole('button', { name: 'Add PostgreSQL' }).click();
    await expect(dialog(page)).toContainText(/Assigning creates a “joined” signal for .*PostgreSQL/);
    await expectAccessible(page);
    await dialog(page).getByRole('button', { name: 'Assign' }).dblclick();
    await expect(dialog(page)).toHaveCount(0);
    await expect(members.getByRole('list', { name: 'Tags of Chloé Marchand' })).toHaveText('PostgreSQL');

    await members.getByRole('button', { name: 'Change the assignment of Chloé Marchand' }).click();
    await page.getByRole('menuitem', { name: 'End assignment…' }).click();
    await expect(dialog(page)).toContainText(
      'This creates no signals: a person who leaves before the project is completed gets no “completed” signal.',
    );
    await expectAccessible(page);
    await dialog(page).getByRole('button', { name: 'End assignment' }).click();
    await expect(dialog(page)).toHaveCount(0);
    await expect(members).not.toContainText('Chloé Marchand');
    await expect(page.getByRole('list', { name: 'Former members' })).toContainText('Chloé Marchand');
  });

  test('sees an error when another person has assigned the same member first', async () => {
    const projectId = await idOf('Harbour');
    const page = await openAs('techLead');
    page.allowComplaints(/409/);
    // `openAs` waits for the heading, which the dialog hides.
    await page.goto(`/projects/${projectId}?dialog=assign`);
    await dialog(page).getByRole('combobox', { name: 'Person' }).fill('Kwame');
    await page.getByRole('option', { name: /Kwame Mensah/ }).click();
    await dialog(page).getByLabel('Role').fill('Engineer');
    await server().database.query(
      `INSERT INTO assignments (profile_id, project_id, role, tags) SELECT id, $1, 'Engineer', '{}' FROM profiles WHERE name = 'Kwame Mensah'`,
      [projectId],
    );
    await dialog(page).getByRole('button', { name: 'Assign' }).click();
    await expect(dialog(page).getByRole('alert')).toHaveText('This person is already on the project.');
    await expect(dialog(page).getByLabel('Role')).toHaveValue('Engineer');
  });

  test('can read the coverage without colors and by keyboard', async () => {
    const page = await openAs('techLead', { path: `/projects/${await idOf('Lantern')}?tab=coverage` });
    const table = page.getByRole('table');
    await expect(
      table
        .getByRole('row', { name: /^Amara Okafor/ })
        .getByRole('link')
        .first(),
    ).toHaveAccessibleName(/\d+ signals, last /);
    await expect(table.getByRole('row', { name: /^Total/ })).toContainText(/\d+ people/);
    await expectAccessible(page);
    await table
      .getByRole('row', { name: /^Aisha Siddiqui/ })
      .getByRole('link')
      .first()
      .focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    const cell = table
      .getByRole('row', { name: /^Amara Okafor/ })
      .getByRole('link')
      .nth(1);
    await expect(cell).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/people\/\d+\/skills\?.*project=\d+/);
    await page.goBack();
    await page.getByRole('radio', { name: 'Last signal' }).click();
    await expect(page).toHaveURL(/show=last/);
    await expect(cell).toHaveText(/day|week|month|today/);
  });

  test('sees the signals behind a bar of the team charts after a click on it', async () => {
    const page = await openAs('techLead', { path: `/projects/${await idOf('Lantern')}?tab=charts` });
    const distribution = page.getByRole('region', { name: 'Distribution' });
    await expect(distribution.getByRole('link', { name: /^React: / })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Momentum' }).getByRole('group')).toBeVisible();
    await expectAccessible(page);
    await distribution.getByRole('link', { name: /^React: / }).click();
    const activity = page.getByRole('region', { name: 'Signals from this project' });
    await expect(activity.getByRole('status').first()).toHaveText('React');
    await expect(activity.getByRole('list', { name: 'Skills' }).first()).toHaveText('React');
    await expect(page.getByRole('tabpanel')).not.toContainText('Amara');
    await activity.getByRole('link', { name: 'An update' }).first().click();
    await expect(page.locator('article[aria-current=true]')).toBeVisible();
  });
});
