import type { Page } from 'playwright-core';

const MOST_ANSWERS = 15;
const LONGEST_TEXT = 1_500;

/** Keeps the last API requests of a page. @returns a function that describes what the page did and shows, for the output of a failed test */
export function followRequests(page: Page): () => Promise<string> {
  const lines: string[] = [];
  page.on('request', (request) => {
    if (!request.url().includes('/api/')) return;
    const line = `${request.method()} ${new URL(request.url()).pathname}`;
    lines.push(`sent ${line}`);
    void request.response().then(
      (response) => lines.push(`${response?.status() ?? 'no answer to'} ${line}`),
      () => lines.push(`no answer to ${line}`),
    );
  });
  return async () => {
    const text = await page.locator('body').innerText({ timeout: 5_000 }).catch(String);
    return [page.url(), ...lines.slice(-2 * MOST_ANSWERS), text.replaceAll(/\s+/g, ' ').slice(0, LONGEST_TEXT)].join('\n  ');
  };
}
