import { describe, test } from 'vitest';
import { expectAccessible } from '../harness/accessible.js';
import { expect } from '../harness/expect.js';
import { PHONE, setStage, type StagePage } from '../harness/stage.js';

const { server, openAs } = setStage();

const menu = (page: StagePage) => page.getByRole('button', { name: 'Saved views' });
const list = (page: StagePage) => page.getByRole('list', { name: 'Saved views' });
const projectOf = async (email: string) => {
  const [row] = await server().database.query<{ id: number; name: string }>(
    'SELECT p.id, p.name FROM active_assignments a JOIN projects p ON p.id = a.project_id JOIN profiles o ON o.id = a.profile_id WHERE o.email = $1 ORDER BY p.id LIMIT 1',
    [email],
  );
  if (!row) throw new Error(`The demo has no project of ${email}`);
  return row;
};

describe('saved views', () => {
  test('save a page with its filters and open it again from the menu, the palette and the list', async () => {
    const page = await openAs('techLead', { path: '/people?search=engineer' });
    await menu(page).click();
    await expect(page.getByRole('menu')).toContainText('No saved views yet');
    await expectAccessible(page);
    await page.getByRole('menuitem', { name: 'Save view…' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Our engineers');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('was saved.')).toBeVisible();

    await page.goto('/projects');
    await menu(page).click();
    await page.getByRole('menuitem', { name: 'Our engineers' }).click();
    await expect(page).toHaveURL(/\/people\?search=engineer$/);

    await page.goto('/projects');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Projects');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').fill('our eng');
    await expect(page.getByRole('option', { name: /Our engineers.*View/ })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/people\?search=engineer$/);

    await menu(page).click();
    await page.getByRole('menuitem', { name: 'Save view…' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Our engineers');
    page.allowComplaints(/409/);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('You already have a view with this name.')).toBeVisible();
    await page.keyboard.press('Escape');

    await menu(page).click();
    await page.getByRole('menuitem', { name: 'All saved views' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Saved views');
    await expect(list(page)).toContainText('/people?search=engineer');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Edit Our engineers' }).click();
    await page.getByLabel('Name', { exact: true }).fill('All engineers');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(list(page)).toContainText('All engineers');
    await list(page).getByRole('link', { name: 'All engineers' }).click();
    await expect(page).toHaveURL(/\/people\?search=engineer$/);
    await page.goBack();
    await page.getByRole('button', { name: 'Delete All engineers' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(page.getByText('No saved views yet')).toBeVisible();
    await expectAccessible(page);
  });

  test('share a view with a project, whose Tech Lead can open but not change it', async () => {
    const { id, name } = await projectOf('amara.okafor@example.org');
    const page = await openAs('member', { path: `/projects/${id}?tab=updates`, viewport: PHONE, theme: 'dark' });
    await menu(page).click();
    await page.getByRole('menuitem', { name: 'Save view…' }).click();
    await page.getByLabel('Name', { exact: true }).fill('What we did');
    await page.getByLabel('Visible to').selectOption({ label: name });
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('was saved.')).toBeVisible();
    await page.goto('/saved-views');
    await expect(list(page)).toContainText(`Shared with ${name}`);
    const [first, edit] = [await list(page).boundingBox(), await page.getByRole('button', { name: /^Edit What/ }).boundingBox()];
    expect(edit?.x, 'the button begins inside of its row').toBeGreaterThan(first?.x ?? 0);
    await expectAccessible(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    expect(wide, 'the page has no horizontal scrolling at 390 px').toBe(false);

    const [row] = await server().database.query<{ email: string }>(
      'SELECT l.email FROM projects p JOIN profiles l ON l.id = p.tech_lead_id WHERE p.id = $1',
      [id],
    );
    expect(row).toBeDefined();
    await server().database.query('UPDATE projects SET tech_lead_id = (SELECT id FROM profiles WHERE email = $2) WHERE id = $1', [
      id,
      'tomas.herrera@example.org',
    ]);
    const lead = await openAs('techLead', { path: '/saved-views' });
    await expect(list(lead)).toContainText('by Amara Okafor');
    await expect(lead.getByRole('button', { name: /^(Edit|Delete) What we did/ })).toHaveCount(0);
    await list(lead).getByRole('link', { name: 'What we did' }).click();
    await expect(lead).toHaveURL(new RegExp(`/projects/${id}\\?tab=updates$`));
    await lead.goto('/saved-views?search=nothing');
    await expect(lead.getByText('No matching views')).toBeVisible();
  });
});
