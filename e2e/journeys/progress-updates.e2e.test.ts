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
const composer = (page: Page) => page.getByRole('form', { name: 'Post an update' });
const text = (page: Page) => composer(page).getByLabel('What did you do?');
const feed = (page: Page) => page.getByRole('list', { name: 'Updates' });
const written = (content: string) =>
  server().database.query<{ id: number }>('SELECT id FROM progress_updates WHERE content = $1', [content]);

describe('posting an update', () => {
  test('says beforehand what it emits, and shows afterwards that it did', async () => {
    const page = await openAs('member', { path: `/projects/${await idOf('Lantern')}?tab=updates` });
    await expect(composer(page)).toContainText(
      'Posting emits an update signal for Accessibility, Design Systems, GraphQL, React and TypeScript.',
    );
    await page.keyboard.press('w');
    await expect(text(page)).toBeFocused();
    await page.keyboard.type('Parcel search answers\nwithout a reload');
    await page.keyboard.press('Control+Enter');
    const mine = feed(page).getByRole('article').first();
    await expect(mine).toContainText('Parcel search answers');
    await expect(mine).toContainText('5 update signals:');
    await expect(mine.getByRole('list', { name: 'Signals' }).getByRole('listitem')).toHaveText([
      'Accessibility',
      'Design Systems',
      'GraphQL',
      'React',
      'TypeScript',
    ]);
    await expect(text(page)).toHaveValue('');
    await expectAccessible(page);
    await mine.getByRole('link', { name: 'React' }).click();
    await expect(page).toHaveURL(/\/people\/\d+\/skills\?.*skill=\d+/);
  });

  test('happens once, however often the button is pressed', async () => {
    const page = await openAs('member', { path: `/projects/${await idOf('Harbour')}?tab=updates` });
    await text(page).fill('Pressed twice');
    await composer(page).getByRole('button', { name: 'Post' }).dblclick();
    await expect(feed(page).getByRole('article').first()).toContainText('Pressed twice');
    await expect(text(page)).toHaveValue('');
    expect(await written('Pressed twice')).toHaveLength(1);
  });

  test('loses nothing when the server is away, and is not there twice once it is back', async () => {
    const page = await openAs('member', { path: `/projects/${await idOf('Harbour')}?tab=updates` });
    page.allowComplaints(/ERR_|503|502|net::/);
    await text(page).fill('Written in the dark');
    // The server does the work, and its answer is lost.
    await page.route('**/api/progress_updates', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await composer(page).getByRole('button', { name: 'Post' }).click();
    await expect(composer(page)).toContainText('Your text is kept.');
    await expect(text(page)).toHaveValue('Written in the dark');
    expect(await written('Written in the dark')).toHaveLength(1);

    await page.unroute('**/api/progress_updates');
    await page.reload();
    await expect(text(page)).toHaveValue('Written in the dark');
    await text(page).press('Control+Enter');
    await expect(text(page)).toHaveValue('');
    await expect(feed(page).getByText('Written in the dark')).toHaveCount(1);
    expect(await written('Written in the dark')).toHaveLength(1);
  });

  test('tells what was rewritten after an attempt that had arrived after all', async () => {
    const page = await openAs('member', { path: `/projects/${await idOf('Harbour')}?tab=updates` });
    page.allowComplaints(/ERR_|409|net::/);
    await text(page).fill('First wording');
    await page.route('**/api/progress_updates', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await text(page).press('Control+Enter');
    await expect(composer(page)).toContainText('Your text is kept.');
    await page.unroute('**/api/progress_updates');
    await text(page).fill('Second wording');
    await text(page).press('Control+Enter');
    await expect(composer(page)).toContainText('What you sent before had arrived after all');
    await expect(feed(page).getByText('First wording')).toBeVisible();
    await expect(text(page)).toHaveValue('Second wording');
    expect(await written('Second wording')).toHaveLength(0);
  });

  test('keeps the text of a server that failed, of who was taken off meanwhile, and of too long a one', async () => {
    const page = await openAs('member', { path: `/projects/${await idOf('Harbour')}?tab=updates` });
    page.allowComplaints(/500|403/);
    await text(page).fill('Kept');
    await page.route('**/api/progress_updates', (route) =>
      route.fulfill({ status: 500, json: { type: 'about:blank', title: 'x', status: 500, detail: 'A defect.', code: 'INTERNAL' } }),
    );
    await text(page).press('Control+Enter');
    await expect(composer(page)).toContainText('A defect. Your text is kept.');
    await page.unroute('**/api/progress_updates');
    await expect(text(page)).toHaveValue('Kept');

    await text(page).fill('x'.repeat(10_001));
    await expect(composer(page)).toContainText('10,001 of 10,000 characters: too many.');
    await expect(composer(page).getByRole('button', { name: 'Post' })).toBeDisabled();
    await text(page).fill('x'.repeat(9_990));
    await expect(composer(page)).toContainText('9,990 of 10,000 characters');
    await text(page).fill('   ');
    await text(page).press('Control+Enter');
    await expect(composer(page)).toContainText('Write what you did first.');
    await text(page).fill('');
  });

  test('is rewritten by its author alone, and its signals stay', async () => {
    const page = await openAs('member', { path: `/projects/${await idOf('Lantern')}?tab=updates` });
    await text(page).fill('With a typpo');
    await text(page).press('Control+Enter');
    const mine = feed(page).getByRole('article').first();
    await expect(mine).toContainText('With a typpo');
    await mine.getByRole('button', { name: 'Edit' }).click();
    await expect(mine).toContainText('Its signals stay as they are');
    await mine.getByLabel('Your update').fill('Without a typo');
    await expectAccessible(page);
    await mine.getByRole('button', { name: 'Save' }).click();
    await expect(mine).toContainText('Without a typo');
    await expect(mine).toContainText('edited');
    await expect(mine).toContainText('5 update signals:');
    const others = feed(page).getByRole('article').filter({ hasNotText: 'Amara Okafor' });
    await expect(others.getByRole('button', { name: 'Edit' })).toHaveCount(0);
  });
});

describe('reading updates', () => {
  test('an address of one brings it into sight and marks it, however old it is', async () => {
    const projectId = await idOf('Lantern');
    const [third] = await server().database.query<{ id: number }>(
      'SELECT id FROM progress_updates WHERE project_id = $1 ORDER BY created_at DESC, id DESC OFFSET 40 LIMIT 1',
      [projectId],
    );
    const page = await openAs('member', { path: `/projects/${projectId}?tab=updates&update=${third?.id}` });
    const marked = page.locator('article[aria-current=true]');
    await expect(marked).toBeInViewport();
    await expect(marked).toBeFocused();
    await expect(page.getByText(/^In the feed from/)).toHaveCount(0);

    const [oldest] = await server().database.query<{ id: number; content: string }>(
      'SELECT id, content FROM progress_updates WHERE project_id = $1 ORDER BY created_at, id LIMIT 1',
      [projectId],
    );
    await page.goto(`/projects/${projectId}?update=${oldest?.id}`);
    const linked = page.getByRole('region', { name: 'The update that was linked to' });
    await expect(linked).toContainText('In the feed from');
    await expect(linked.getByRole('article')).toContainText(oldest?.content.slice(0, 40) ?? '-');
    await expectAccessible(page);
    await linked.getByRole('link', { name: 'Newest first' }).click();
    await expect(linked).toHaveCount(0);

    const [elsewhere] = await server().database.query<{ id: number }>('SELECT id FROM progress_updates WHERE project_id = $1 LIMIT 1', [
      await idOf('Harbour'),
    ]);
    await page.goto(`/projects/${projectId}?update=${elsewhere?.id}`);
    await expect(page.getByRole('link', { name: 'Harbour' })).toBeVisible();
  });

  test('ten thousand updates scroll, and little of them is in the document', async () => {
    const admin = await openAs('admin');
    const { request } = admin;
    const session = (await (await request.get('/api/session')).json()) as { profile: { id: number } };
    const userId = session.profile.id;
    const headers = { origin: server().url };
    const created = await request.post('/api/projects', { headers, data: { name: 'Long feed', techLeadId: userId } });
    const { id: projectId } = (await created.json()) as { id: number };
    const startedAt = '2024-01-01T00:00:00Z';
    await request.post(`/api/projects/${projectId}/assignments`, { headers, data: { profileId: userId, role: 'Engineer', startedAt } });
    const lines = Array.from({ length: 10_000 }, (_, index) =>
      JSON.stringify({
        projectId,
        userId,
        externalId: `n${index}`,
        content: `Number ${index + 1}: ${'and more words '.repeat(index % 12)}`,
        createdAt: new Date(Date.UTC(2024, 0, 2) + index * 60_000).toISOString(),
      }),
    ).join('\n');
    const imported = await request.post('/api/progress_updates/import', {
      headers: { ...headers, 'content-type': 'application/x-ndjson' },
      data: lines,
      timeout: 60_000,
    });
    expect(((await imported.json()) as { imported: number }).imported).toBe(10_000);

    await admin.goto(`/projects/${projectId}?tab=updates`);
    await expect(feed(admin).getByRole('article').first()).toContainText('Number 10000:');
    await expect(composer(admin)).toContainText('This project declares no skills: nothing is emitted.');
    const scrolledTo = async () => {
      await admin.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
      return Number(/Number (\d+)/.exec((await feed(admin).getByRole('article').last().textContent()) ?? '')?.[1]);
    };
    await expect.poll(scrolledTo, { intervals: [20], timeout: 20_000 }).toBeLessThan(8_500);
    expect(await feed(admin).getByRole('article').count()).toBeLessThan(60);

    // What was posted elsewhere is told, and does not jump in.
    await request.post('/api/progress_updates', { headers, data: { projectId, content: 'Fresh from elsewhere' } });
    await admin.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
    await admin.getByRole('button', { name: 'Show them' }).click();
    await expect(feed(admin).getByRole('article').first()).toContainText('Fresh from elsewhere');
    await expect(feed(admin).getByRole('article').first()).toBeInViewport();
  });

  test('is not for who is on another project; their own they may still read', async () => {
    const projectId = await idOf('Tidewater');
    const page = await openAs('member', { path: `/projects/${projectId}` });
    page.allowComplaints(/403/);
    await expect(page.getByRole('tab')).toHaveText(['Overview']);
    await page.goto(`/projects/${projectId}?tab=updates`);
    await expect(page.getByRole('alert')).toContainText('Only members of this project, its Tech Lead and admins may see its updates.');
    await expect(page.getByText('Only members post updates')).toBeVisible();
    await expectAccessible(page);
    const [own] = await server().database.query<{ id: number; content: string }>(
      `SELECT u.id, u.content FROM progress_updates u JOIN profiles p ON p.id = u.user_id
        WHERE u.project_id = $1 AND p.name = 'Amara Okafor' LIMIT 1`,
      [projectId],
    );
    await page.goto(`/projects/${projectId}?update=${own?.id}`);
    const linked = page.getByRole('region', { name: 'The update that was linked to' });
    await expect(linked.getByRole('article')).toContainText(own?.content.slice(0, 30) ?? '-');
    await linked.getByRole('button', { name: 'Signals' }).click();
    await expect(linked.getByRole('list', { name: 'Signals' })).toContainText('SQL');
  });

  test('fits a phone', async () => {
    const page = await openAs('member', { path: `/projects/${await idOf('Lantern')}?tab=updates`, viewport: PHONE, theme: 'dark' });
    await expect(feed(page).getByRole('article').first()).toBeVisible();
    await text(page).fill('https://example.org/'.padEnd(300, 'x'));
    await text(page).press('Control+Enter');
    await expect(feed(page).getByRole('article').first()).toContainText('example.org');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    expect(wide, 'nothing sticks out at 390 px').toBe(false);
    await expectAccessible(page);
  });
});
