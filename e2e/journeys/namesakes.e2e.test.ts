import { beforeAll, describe, test } from 'vitest';
import { factories } from '../../apps/server/test/factories.js';
import { expectAccessible } from '../harness/accessible.js';
import { expect } from '../harness/expect.js';
import { PHONE, screenshot, setStage, type StagePage } from '../harness/stage.js';

const { server, openAs } = setStage();

let ids: { project: number; byTitle: number; onNova: number; onTerra: number; loose: number };

beforeAll(async () => {
  const { database } = server();
  const make = factories(database);
  const [lead] = await database.query<{ id: number }>("SELECT id FROM profiles WHERE email = 'tomas.herrera@example.org'");
  const sam = async (title: string | null) => {
    const id = await make.profile({ name: 'Sam Twin' });
    await database.query('UPDATE profiles SET title = $2 WHERE id = $1', [id, title]);
    return id;
  };
  const project = await make.project({ techLeadId: lead!.id, name: 'Twin work' });
  const [nova, terra] = [
    await make.project({ techLeadId: lead!.id, name: 'Nova' }),
    await make.project({ techLeadId: lead!.id, name: 'Terra' }),
  ];
  ids = { project, byTitle: await sam('Designer'), onNova: await sam('Engineer'), onTerra: await sam('Engineer'), loose: await sam(null) };
  await make.assignment({ profileId: ids.onNova, projectId: nova });
  await make.assignment({ profileId: ids.onTerra, projectId: terra });
  const other = await make.profile({ name: 'Olga Other' });
  await make.project({ techLeadId: other, name: 'Nova' });
});

const optionsOf = async (page: StagePage, field: string, text: string) => {
  await page.getByRole('combobox', { name: field, exact: true }).fill(text);
  await expect(page.getByRole('option').filter({ hasText: text }).nth(1)).toBeVisible();
  return page.getByRole('option').filter({ hasText: text });
};

/** The list may still be loading, so wait until its four texts differ. */
const expectFourDiffer = (options: ReturnType<StagePage['getByRole']>) =>
  expect.poll(async () => new Set(await options.allInnerTexts()).size).toBe(4);

describe('people with the same name', () => {
  test('can be distinguished when one is assigned, before and after the choice', async () => {
    const page = await openAs('techLead', { path: `/projects/${ids.project}` });
    await page.getByRole('button', { name: 'Assign person' }).click();
    const options = await optionsOf(page, 'Person', 'Sam Twin');
    await expect(options).toHaveCount(4);
    await expect(options.filter({ hasText: 'Designer' })).toHaveCount(1);
    await expect(options.filter({ hasText: 'Engineer · on Nova' })).toHaveCount(1);
    await expect(options.filter({ hasText: 'Engineer · on Terra' })).toHaveCount(1);
    await expectFourDiffer(options);
    // Only admins see e-mail addresses.
    expect((await options.allInnerTexts()).join()).not.toContain('@');
    await expectAccessible(page);
    await options.filter({ hasText: 'on Terra' }).click();
    await expect(page.getByRole('dialog').getByText('Sam Twin · Engineer · on Terra')).toBeVisible();
    await screenshot(page, 'namesakes-assign');
    await page.getByLabel('Role').fill('Engineer');
    await page.getByRole('dialog').getByRole('button', { name: 'Assign', exact: true }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    const members = await server().database.query<{ id: number }>('SELECT profile_id AS id FROM assignments WHERE project_id = $1', [
      ids.project,
    ]);
    expect(members.map(({ id }) => id)).toEqual([ids.onTerra]);
  });

  test('can be distinguished in the palette, and in a session request on a phone', async () => {
    const page = await openAs('member', { path: '/mentorship', viewport: PHONE });
    await page.getByRole('button', { name: 'Request session' }).first().click();
    const options = await optionsOf(page, 'Mentor', 'Sam Twin');
    await expect(options.filter({ hasText: 'Engineer · on Nova' })).toHaveCount(1);
    await expectFourDiffer(options);
    await screenshot(page, 'namesakes-phone');
    await options.filter({ hasText: 'Designer' }).click();
    await expect(page.getByRole('dialog').getByText('Designer')).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('Sam Twin');
    const found = page.getByRole('option').filter({ hasText: 'Sam Twin' });
    await expect(found.filter({ hasText: 'on Nova' })).toHaveCount(1);
    await expectFourDiffer(found);
  });

  test('can be distinguished by e-mail address for an admin, including in the dialog for erasing a person', async () => {
    const page = await openAs('admin', { path: '/admin/tokens' });
    await page.getByRole('button', { name: 'Create token' }).first().click();
    const options = await optionsOf(page, 'Acts as', 'Sam Twin');
    await expectFourDiffer(options);
    for (const open of ['erase', 'leave', 'invite', 'signOut', 'admin']) {
      await page.goto(`/admin/people?open=${open}&person=${ids.onNova}`);
      await expect(page.getByRole('dialog').getByText('Sam Twin · Engineer · on Nova'), open).toBeVisible();
    }
  });

  test('can be distinguished by their id if nothing else differs', async () => {
    const make = factories(server().database);
    const [one, two] = [await make.profile({ name: 'Lee Same' }), await make.profile({ name: 'Lee Same' })];
    await server().database.query("UPDATE profiles SET title = 'Analyst' WHERE name = 'Lee Same'");
    const page = await openAs('techLead', { path: `/projects/${ids.project}` });
    await page.getByRole('button', { name: 'Assign person' }).click();
    const options = await optionsOf(page, 'Person', 'Lee Same');
    await expect(options.filter({ hasText: `Analyst · #${one}` })).toHaveCount(1);
    await expect(options.filter({ hasText: `Analyst · #${two}` })).toHaveCount(1);
  });
});

test('projects with the same name can be distinguished by their Tech Leads', async () => {
  const page = await openAs('member', { path: '/people' });
  // Hovering a row preloads a page that the member may not see.
  page.allowComplaints(/403.*\/api\/profiles\//);
  const options = await optionsOf(page, 'Current project', 'Nova');
  await expect(options.filter({ hasText: 'led by Olga Other' })).toHaveCount(1);
  await options.filter({ hasText: 'led by Tomás Herrera' }).click();
  await expect(page.getByText('led by Tomás Herrera')).toBeVisible();
});
