// cspell:ignore Adresse Passwort Anmelden falsch

import { describe, test } from 'vitest';
import { expect } from '../harness/expect.js';
import { setStage } from '../harness/stage.js';

const { openSignedOut } = setStage();

describe('a problem of the server', () => {
  test('is shown in the language of the browser, and its words are loaded with the first problem', async () => {
    const page = await openSignedOut();
    page.allowComplaints(/401/);
    await page.addInitScript(() => localStorage.setItem('skilltrace.language', 'de'));
    await page.goto('/sign-in');
    page.setDefaultTimeout(15_000);
    const scripts: string[] = [];
    page.on('request', (request) => void scripts.push(request.url()));
    await page.getByLabel('E-Mail-Adresse').fill('nobody@example.org');
    await page.getByLabel('Passwort', { exact: true }).fill('wrong password here');
    expect(scripts.filter((url) => url.includes('problem'))).toEqual([]);
    await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
    await expect(page.getByRole('alert')).toHaveText('Die E-Mail-Adresse oder das Passwort ist falsch.');
    expect(scripts.filter((url) => url.includes('problem')).length).toBe(2);
  });
});
