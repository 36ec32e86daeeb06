import { test } from 'vitest';
import { expectAccessible } from '../harness/accessible.js';
import { expect } from '../harness/expect.js';
import { PHONE, screenshot, setStage } from '../harness/stage.js';

const { openAs } = setStage();

test('an admin filters the audit log by action, author and day, and downloads the matching entries', async () => {
  const { readFile } = await import('node:fs/promises');
  const page = await openAs('admin', { path: '/admin/taxonomy' });
  await page.goto('/admin/taxonomy?open=add&category=Data');
  const dialog = page.getByRole('dialog', { name: 'Add skill' });
  await dialog.getByLabel('Name').fill('Time travel');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();

  await page.getByRole('navigation', { name: 'Admin' }).getByRole('link', { name: 'Audit log' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Audit log');
  const entries = page.getByRole('list', { name: 'Audit log' }).getByRole('listitem');
  await expect(entries.first()).toContainText('Ingrid Halvorsen added Time travel to the taxonomy');
  await expect(entries.first()).toContainText(/127\.0\.0\.1|::1/);
  await expect(entries.first()).toContainText('Chrome on Linux');
  await expectAccessible(page);
  await screenshot(page, 'admin-audit-log');

  await page.getByLabel('Action').selectOption('Import');
  await expect(page).toHaveURL(/action=import\.run/);
  await expect(entries.first()).toContainText('The server ran an import');
  await expect(entries.first()).toContainText(/Organization file|Progress updates/);
  await page.goBack();
  await expect(entries.first()).toContainText('Time travel');

  await page.getByLabel('Changed by').fill('Ingrid');
  await page.getByRole('option', { name: /Ingrid Halvorsen/ }).click();
  await expect(page).toHaveURL(/by=\d+/);
  await expect(entries).toHaveCount(1);
  await page.reload();
  await expect(page.getByLabel('Changed by')).toHaveValue('Ingrid Halvorsen');
  await expect(entries).toHaveCount(1);
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download NDJSON' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('audit-log.ndjson');
  const [line = '', ...more] = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n');
  expect(more).toEqual([]);
  expect(JSON.parse(line)).toMatchObject({ action: 'skill.created', actor: { name: 'Ingrid Halvorsen' }, via: 'session' });

  await page.getByLabel('To', { exact: true }).fill('2020-01-31');
  await expect(page.getByText('No entry of the audit log matches these filters.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page).toHaveURL(/\/admin\/audit-log$/);
  await expect(entries.first()).toContainText('Time travel');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('j');
  await expect(entries.first().getByRole('link', { name: 'Ingrid Halvorsen' })).toBeFocused();
});

test('the audit log fits a phone in the dark theme', async () => {
  const page = await openAs('admin', { path: '/admin/audit-log?action=skill.created', viewport: PHONE, theme: 'dark' });
  await expect(page.getByRole('list', { name: 'Audit log' }).getByRole('listitem').first()).toContainText('to the taxonomy');
  expect(await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)).toBe(false);
  await expectAccessible(page);
  await screenshot(page, 'admin-audit-log-phone');
});
