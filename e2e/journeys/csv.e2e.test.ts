import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { test } from 'vitest';
import { expectAccessible } from '../harness/accessible.js';
import { expect } from '../harness/expect.js';
import { PHONE, screenshot, setStage } from '../harness/stage.js';

const { openAs, server } = setStage();

/** Clicks the button, and returns the name and the lines of the file. */
async function downloadBy(page: Page, name: string | RegExp) {
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name }).click();
  const download = await downloading;
  const text = await readFile(await download.path(), 'utf8');
  return { name: download.suggestedFilename(), lines: text.trimEnd().split('\r\n') };
}

test('people download the list that they see, with its filters', async () => {
  const page = await openAs('techLead', { path: '/people?search=an' });
  await expect(page.getByRole('listitem').first()).toBeVisible();
  const { name, lines } = await downloadBy(page, 'Download CSV');
  expect(name).toMatch(/^profiles-\d{4}-\d\d-\d\d\.csv$/);
  expect(lines[0]).toBe('\u{FEFF}id,name,title,isActive,email,isAdmin,avatarUrl,access,invitedUntil');
  const answer = await page.request.get('/api/profiles?search=an&limit=200');
  const { items } = (await answer.json()) as { items: { id: number }[] };
  expect(lines.slice(1).map((line) => Number(line.split(',')[0]))).toEqual(items.map(({ id }) => id));
  await expect(page.getByRole('status').getByText(/^Downloaded profiles-.*\.csv: \d+ rows$/)).toBeVisible();
  await expectAccessible(page);
});

test.each([
  ['distribution', /^users-\d+-skills-distribution-/],
  ['momentum', /^users-\d+-skills-momentum-/],
  ['signals per day', /^users-\d+-skills-calendar-/],
  ['timeline', /^users-\d+-timeline-/],
])('the Skill Tracker offers its %s', async (what, fileName) => {
  const page = await openAs('member', { path: '/me?range=all' });
  const { name, lines } = await downloadBy(page, `Download ${what} as CSV`);
  expect(name).toMatch(fileName);
  expect(lines.length).toBeGreaterThan(3);
});

test.each([
  ['', /^freshness-\d/, 'profileId,profileName,skillId,skillName'],
  ['?tab=projects', /^freshness-projects-/, 'projectId,projectName,techLead.id,techLead.name,coreStack,stale'],
  ['?tab=skills', /^organization-skills-risks-/, 'skillId,name,category,projects,validated'],
])('a Tech Lead downloads the list at /freshness%s', async (search, fileName, columns) => {
  const page = await openAs('techLead', { path: `/freshness${search}` });
  const { name, lines } = await downloadBy(page, 'Download CSV');
  expect(name).toMatch(fileName);
  expect(lines[0]).toContain(columns);
});

test('a long download shows its rows, and can be canceled without a file', async () => {
  const page = await openAs('admin', { path: '/admin/audit-log', viewport: PHONE });
  // The answer arrives slowly: the header and two rows, and then nothing until the request ends.
  await page.evaluate(() => {
    const real = globalThis.fetch;
    globalThis.fetch = (address, init) => {
      if (typeof address !== 'string' || !address.includes('bom=true')) return real(address, init);
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => {
          controller.enqueue(new TextEncoder().encode('id,name\r\n1,"two\r\nlines"\r\n2,b\r\n'));
          init?.signal?.addEventListener('abort', () => controller.error(new DOMException('', 'AbortError')));
        },
      });
      return Promise.resolve(new Response(body, { headers: { 'content-type': 'text/csv' } }));
    };
  });
  const downloads: unknown[] = [];
  page.on('download', (download) => downloads.push(download));
  await page.getByRole('button', { name: 'Download CSV' }).click();
  await expect(page.getByText('2 rows', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await screenshot(page, 'csv-progress-phone');
  await page.getByRole('button', { name: 'Cancel download' }).click();
  await expect(page.getByRole('status').getByText('Download canceled. No file was saved.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Download CSV' })).toBeVisible();
  expect(downloads).toEqual([]);
});

test('a download that breaks off saves nothing, says so, and can be tried again', async () => {
  const page = await openAs('admin', { path: '/people' });
  page.allowComplaints(/ERR_|Failed to load/);
  await server().database.transaction((transaction) =>
    transaction.query(
      "INSERT INTO profiles (email, name, title) SELECT 'many-' || n || '@example.org', 'Zed ' || n, repeat('x', 180) FROM generate_series(1, 30000) AS n",
    ),
  );
  const downloads: unknown[] = [];
  page.on('download', (download) => downloads.push(download));
  await page.getByRole('button', { name: 'Download CSV' }).click();
  await server().goAway();
  await expect(page.getByText(/^The download failed, and no file was saved\./)).toBeVisible();
  expect(downloads).toEqual([]);
  await server().comeBack();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Try again' }).click();
  const lines = (await readFile(await (await downloading).path(), 'utf8')).trimEnd().split('\r\n');
  expect(lines.length).toBeGreaterThan(30_000);
});
