import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { describe, test } from 'vitest';
import { expectAccessible } from '../harness/accessible.js';
import { expect } from '../harness/expect.js';
import { PHONE, screenshot, setStage, type StagePage } from '../harness/stage.js';

const { server, openAs } = setStage();

const ORGANIZATION = {
  skills: [{ name: 'Dead Reckoning', category: 'Practices' }],
  profiles: [{ email: 'pia.pier@example.org', name: 'Pia Pier' }],
  projects: [{ externalId: 'e2e:pier', name: 'Pier', techLead: 'tomas.herrera@example.org', skills: ['Dead Reckoning'] }],
  assignments: [
    { email: 'pia.pier@example.org', projectExternalId: 'e2e:pier', role: 'Pilot', startedAt: '2020-01-01T00:00:00Z' },
    { email: 'nobody@example.org', projectExternalId: 'e2e:pier', role: 'Ghost' },
  ],
};
const FIRST_WORK = Date.UTC(2021, 0, 1);
const update = (index: number, fields = {}) =>
  JSON.stringify({
    projectExternalId: 'e2e:pier',
    email: 'pia.pier@example.org',
    content: `Größe ${index} 🛠`,
    externalId: `work-${index}`,
    createdAt: new Date(FIRST_WORK + index * 60_000).toISOString(),
    ...fields,
  });

async function choose(page: StagePage, button: string, name: string, content: string | Buffer): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: button }).click();
  await (await chooser).setFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });
}
/** Drops a file on the element with this name. */
async function drop(page: StagePage, place: string, name: string, content: string): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ([fileName, text]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text ?? ''], fileName ?? ''));
      return transfer;
    },
    [name, content],
  );
  const target = page.getByRole('group', { name: place });
  for (const type of ['dragenter', 'dragover', 'drop']) await target.dispatchEvent(type, { dataTransfer });
}
const ORGANIZATION_FILE = 'Choose an organization file';
const UPDATES_FILE = 'Choose a file of updates';
const importIn = (page: StagePage, section: string) =>
  page.getByRole('region', { name: section }).getByRole('button', { name: 'Import', exact: true });
const figure = (page: StagePage, label: string) =>
  page.getByRole('region', { name: 'Progress updates' }).locator('dl > div', { hasText: label }).locator('dd');
const updatesOfPia = async (): Promise<number> => {
  const [row] = await server().database.query<{ count: number }>(
    "SELECT count(*) FROM progress_updates u JOIN profiles p ON p.id = u.user_id WHERE p.email = 'pia.pier@example.org'",
  );
  return row?.count ?? -1;
};

describe('imports', () => {
  test('an organization file is checked, imported and reported, and a second import of it changes nothing', async () => {
    const page = await openAs('admin', { path: '/admin/imports' });
    await choose(page, ORGANIZATION_FILE, 'broken.json', '{\n  "skills": [\n    {"name": "A"},\n  ]\n}');
    await expect(page.getByRole('alert')).toHaveText(
      'broken.json: The file is not valid JSON at line 4, column 3. Expected: a value. Found: "]". Nothing was sent.',
    );
    await expectAccessible(page);
    await choose(page, ORGANIZATION_FILE, 'wrong.json', JSON.stringify({ profiles: [{ email: 'no address', name: 'X' }] }));
    await importIn(page, 'Organization').click();
    await expect(page.getByRole('table', { name: 'Rejected entries' })).toContainText('profiles.0.email');
    await expect(page.getByRole('table', { name: 'Rejected entries' })).toContainText(
      'The field email must be an e-mail address, such as ada@example.org.',
    );
    await page.getByRole('button', { name: 'Import another file' }).click();

    await drop(page, ORGANIZATION_FILE, 'organization.json', JSON.stringify(ORGANIZATION));
    await expect(page.getByText('organization.json', { exact: true })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Organization' }).locator('dl > div', { hasText: 'Assignments' })).toContainText('2');
    await importIn(page, 'Organization').click();
    await expect(page.getByText('Done. 1 signal was created. 1 entry was rejected, and all others were imported.')).toBeVisible();
    await expect(page.getByRole('table', { name: 'Rejected entries' })).toContainText('There is no person with the address');
    await expectAccessible(page);
    await screenshot(page, 'admin-imports-organization');

    await page.getByRole('button', { name: 'Import another file' }).click();
    await choose(page, ORGANIZATION_FILE, 'organization.json', JSON.stringify(ORGANIZATION));
    await importIn(page, 'Organization').click();
    await expect(page.getByText(/Done\. 0 signals were created\./)).toBeVisible();
  });

  test('a file of updates with invalid lines reports each rejected line with its number and reason', async () => {
    const page = await openAs('admin', { path: '/admin/imports', viewport: PHONE });
    await choose(page, UPDATES_FILE, 'organization.json', JSON.stringify(ORGANIZATION));
    await expect(page.getByRole('alert')).toContainText('The first line is not a progress update: it has no "content". Nothing was sent.');
    const lines = [update(1), '', '{"content":', update(2), update(3, { projectExternalId: 'nowhere' }), update(4, { content: '' })];
    await drop(page, UPDATES_FILE, 'mixed.ndjson', lines.join('\r\n'));
    await importIn(page, 'Progress updates').click();
    await expect(page.getByText('Done: all 6 lines were read.')).toBeVisible();
    await expect(figure(page, 'Imported')).toHaveText('2');
    await expect(figure(page, 'Rejected')).toHaveText('3');
    await expectAccessible(page);
    await screenshot(page, 'admin-imports-phone');
    expect(await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)).toBe(false);
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'NDJSON', exact: true }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe('mixed-rejected.ndjson');
    const rejected = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n');
    expect(rejected.map((line) => JSON.parse(line).line)).toEqual([3, 5, 6]);
    expect(JSON.parse(rejected[1] ?? '')).toMatchObject({ code: 'NOT_FOUND', message: 'This project does not exist.' });
  });

  test('an import that is stopped, continued, interrupted and retried imports no line twice', async () => {
    const file = Array.from(
      { length: 20_000 },
      (_, index) => `${update(index + 1_000, index === 12_344 ? { projectExternalId: 'nowhere' } : {})}\n`,
    ).join('');
    const before = await updatesOfPia();
    const page = await openAs('admin', { path: '/admin/imports' });
    page.allowComplaints(/ERR_FAILED|net::/);
    await choose(page, UPDATES_FILE, 'large.ndjson', file);

    let letGo = () => {};
    const held = new Promise<void>((resolve) => (letGo = resolve));
    await page.route('**/api/progress_updates/import', async (route) => {
      await held;
      await route.continue();
    });
    await importIn(page, 'Progress updates').click();
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByText('Stopping after the lines that are being sent…')).toBeVisible();
    await page.getByRole('link', { name: 'Projects' }).click();
    await page.getByRole('dialog', { name: 'Leave during the import?' }).getByRole('button', { name: 'Cancel' }).click();
    letGo();
    await expect(page.getByText(/^Stopped before line 5,001\. Lines that were already imported are kept\./)).toBeVisible();
    expect(await updatesOfPia()).toBe(before + 5_000);
    await screenshot(page, 'admin-imports-stopped');
    await expectAccessible(page);

    await page.unroute('**/api/progress_updates/import');
    let isLost = false;
    await page.route('**/api/progress_updates/import', async (route) => {
      if (isLost) return route.continue();
      isLost = true;
      await route.fetch();
      await route.abort();
    });
    await page.getByRole('button', { name: 'Continue from line 5,001' }).click();
    await expect(page.getByText(/^The import failed at line 5,001\. The server cannot be reached\./)).toBeVisible();
    await page.getByRole('button', { name: 'Continue from line 5,001' }).click();
    await expect(page.getByText('Done: all 20,000 lines were read.')).toBeVisible({ timeout: 120_000 });
    await expect(figure(page, 'Imported')).toHaveText('19,999');
    await expect(figure(page, 'Duplicates')).toHaveText('0');
    await expect(page.getByRole('table', { name: 'Rejected lines' }).getByRole('row').nth(1)).toContainText('12,345');
    expect(await updatesOfPia()).toBe(before + 19_999);

    await page.getByRole('button', { name: 'Import another file' }).click();
    await choose(page, UPDATES_FILE, 'large.ndjson.gz', gzipSync(file));
    await expect(page.getByText(/, compressed/)).toBeVisible();
    await importIn(page, 'Progress updates').click();
    await expect(page.getByText('Done: all 20,000 lines were read.')).toBeVisible({ timeout: 120_000 });
    await expect(figure(page, 'Imported')).toHaveText('0');
    await expect(figure(page, 'Duplicates')).toHaveText('19,999');
    expect(await updatesOfPia()).toBe(before + 19_999);
  });
});

test('compressed files can hold several archives, trailing zeros and a byte order mark, as on the command line', async () => {
  const page = await openAs('admin', { path: '/admin/imports' });
  const packedOrganization = Buffer.concat([gzipSync(`\uFEFF${JSON.stringify(ORGANIZATION)}`), Buffer.alloc(512)]);
  await choose(page, ORGANIZATION_FILE, 'organization.json.gz', packedOrganization);
  await importIn(page, 'Organization').click();
  await expect(page.getByRole('status').filter({ hasText: 'Done.' })).toBeVisible();

  const before = await updatesOfPia();
  const lines = (from: number) => `${Array.from({ length: 20 }, (_, index) => update(from + index)).join('\r\n')}\r\n`;
  await choose(page, UPDATES_FILE, 'updates', Buffer.concat([gzipSync(lines(30_000)), gzipSync(lines(30_020)), Buffer.alloc(100_000)]));
  await importIn(page, 'Progress updates').click();
  await expect(figure(page, 'Imported')).toHaveText('40');
  await expect(page.getByText('Done: all 40 lines were read.')).toBeVisible();
  expect(await updatesOfPia()).toBe(before + 40);
});

test('an organization file that is not UTF-8 is rejected with the line number, and is not sent', async () => {
  const page = await openAs('admin', { path: '/admin/imports' });
  await choose(page, ORGANIZATION_FILE, 'latin-1.json', Buffer.from('{"skills":[\n{"name":"Zürich","category":"Places"}]}', 'latin1'));
  await expect(page.getByRole('alert')).toContainText('The file is not valid UTF-8 at line 2.');
  await expect(page.getByRole('alert')).toContainText('Nothing was sent.');
});
