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
const composer = (page: Page) => page.getByRole('form', { name: 'Post update' });
const text = (page: Page) => composer(page).getByLabel('What did you do?');
const feed = (page: Page) => page.getByRole('list', { name: 'Updates' });
const written = (content: string) =>
  server().database.query<{ id: number }>('SELECT id FROM progress_updates WHERE content = $1', [content]);

describe('posting an update', () => {
  test('shows in advance which skills the update counts towards, and then the signals it created', async () => {
    const page = await openAs('member', { path: `/projects/${await idOf('Lantern')}?tab=updates` });
    await expect(composer(page)).toContainText(
      'This update will count towards Accessibility, Design Systems, GraphQL, React and TypeScript.',
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

  test('posts once when the button is pressed twice', async () => {
    const page = await openAs('member', { path: `/projects/${await idOf('Harbour')}?tab=updates` });
    await text(page).fill('Pressed twice');
    await composer(page).getByRole('button', { name: 'Post' }).dblclick();
    await expect(feed(page).getByRole('article').first()).toContainText('Pressed twice');
    await expect(text(page)).toHaveValue('');
    expect(await written('Pressed twice')).toHaveLength(1);
  });

  test('keeps the text when the response is lost, and does not post it twice after a retry', async () => {
    const page = await openAs('member', { path: `/projects/${await idOf('Harbour')}?tab=updates` });
    page.allowComplaints(/ERR_|503|502|net::/);
    await text(page).fill('Written in the dark');
    // The server posts the update, but its response is lost.
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

  test('reports that an earlier attempt was posted when the text was changed before the retry', async () => {
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
    await expect(composer(page)).toContainText('Your previous attempt was posted and is in the feed.');
    await expect(feed(page).getByText('First wording')).toBeVisible();
    await expect(text(page)).toHaveValue('Second wording');
    expect(await written('Second wording')).toHaveLength(0);
  });

  test('keeps the text after a server error, and rejects a text that is too long or blank', async () => {
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
    await expect(composer(page)).toContainText('Too long: 10,001 of 10,000 characters.');
    await expect(composer(page).getByRole('button', { name: 'Post' })).toBeDisabled();
    await text(page).fill('x'.repeat(9_990));
    await expect(composer(page)).toContainText('9,990 of 10,000 characters');
    await text(page).fill('   ');
    await text(page).press('Control+Enter');
    await expect(composer(page)).toContainText('Describe what you did before you post.');
    await text(page).fill('');
  });

  test('lets only the author edit an update, and keeps its signals', async () => {
    const page = await openAs('member', { path: `/projects/${await idOf('Lantern')}?tab=updates` });
    await text(page).fill('With a typpo');
    await text(page).press('Control+Enter');
    const mine = feed(page).getByRole('article').first();
    await expect(mine).toContainText('With a typpo');
    await mine.getByRole('button', { name: 'Edit' }).click();
    await expect(mine).toContainText('Its signals do not change');
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
  test('a link to an update shows and marks it, even if it is old', async () => {
    const projectId = await idOf('Lantern');
    const [third] = await server().database.query<{ id: number }>(
      'SELECT id FROM progress_updates WHERE project_id = $1 ORDER BY created_at DESC, id DESC OFFSET 40 LIMIT 1',
      [projectId],
    );
    const page = await openAs('member', { path: `/projects/${projectId}?tab=updates&update=${third?.id}` });
    const marked = page.locator('article[aria-current=true]');
    await expect(marked).toBeInViewport();
    await expect(marked).toBeFocused();
    await expect(page.getByText(/^Older update from/)).toHaveCount(0);

    const [oldest] = await server().database.query<{ id: number; content: string }>(
      'SELECT id, content FROM progress_updates WHERE project_id = $1 ORDER BY created_at, id LIMIT 1',
      [projectId],
    );
    await page.goto(`/projects/${projectId}?update=${oldest?.id}`);
    const linked = page.getByRole('region', { name: 'Linked update' });
    await expect(linked).toContainText('Older update from');
    await expect(linked.getByRole('article')).toContainText(oldest?.content.slice(0, 40) ?? '-');
    await expectAccessible(page);
    await linked.getByRole('link', { name: 'Show newest updates' }).click();
    await expect(linked).toHaveCount(0);

    const [elsewhere] = await server().database.query<{ id: number }>('SELECT id FROM progress_updates WHERE project_id = $1 LIMIT 1', [
      await idOf('Harbour'),
    ]);
    await page.goto(`/projects/${projectId}?update=${elsewhere?.id}`);
    await expect(page.getByRole('link', { name: 'Harbour' })).toBeVisible();
  });

  test('a feed of 10,000 updates scrolls, and renders only a few of them', async () => {
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
    await expect(composer(admin)).toContainText('This project declares no skills, so this update will create no signals.');
    const scrolledTo = async () => {
      await admin.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
      return Number(/Number (\d+)/.exec((await feed(admin).getByRole('article').last().textContent()) ?? '')?.[1]);
    };
    await expect.poll(scrolledTo, { intervals: [20], timeout: 20_000 }).toBeLessThan(8_500);
    expect(await feed(admin).getByRole('article').count()).toBeLessThan(60);

    // An update from another browser is announced and does not move the feed.
    await request.post('/api/progress_updates', { headers, data: { projectId, content: 'Fresh from elsewhere' } });
    await admin.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
    await admin.getByRole('button', { name: 'Show new updates' }).click();
    await expect(feed(admin).getByRole('article').first()).toContainText('Fresh from elsewhere');
    await expect(feed(admin).getByRole('article').first()).toBeInViewport();
  });

  test('a person who is not on the project can read only their own updates', async () => {
    const projectId = await idOf('Tidewater');
    const page = await openAs('member', { path: `/projects/${projectId}` });
    page.allowComplaints(/403/);
    await expect(page.getByRole('tab')).toHaveText(['Overview', 'Skills matrix']);
    await page.goto(`/projects/${projectId}?tab=updates`);
    await expect(page.getByRole('alert')).toContainText('Only members of this project, its Tech Lead and admins may see its updates.');
    await expect(page.getByText('Only members can post updates.')).toBeVisible();
    await expectAccessible(page);
    const [own] = await server().database.query<{ id: number; content: string }>(
      `SELECT u.id, u.content FROM progress_updates u JOIN profiles p ON p.id = u.user_id
        WHERE u.project_id = $1 AND p.name = 'Amara Okafor' LIMIT 1`,
      [projectId],
    );
    await page.goto(`/projects/${projectId}?update=${own?.id}`);
    const linked = page.getByRole('region', { name: 'Linked update' });
    await expect(linked.getByRole('article')).toContainText(own?.content.slice(0, 30) ?? '-');
    await linked.getByRole('button', { name: 'Signals' }).click();
    await expect(linked.getByRole('list', { name: 'Signals' })).toContainText('SQL');
  });

  test('the feed fits a phone', async () => {
    const page = await openAs('member', { path: `/projects/${await idOf('Lantern')}?tab=updates`, viewport: PHONE, theme: 'dark' });
    await expect(feed(page).getByRole('article').first()).toBeVisible();
    await text(page).fill('https://example.org/'.padEnd(300, 'x'));
    await text(page).press('Control+Enter');
    await expect(feed(page).getByRole('article').first()).toContainText('example.org');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    expect(wide, 'the page has no horizontal scrolling at 390 px').toBe(false);
    await expectAccessible(page);
  });
});
