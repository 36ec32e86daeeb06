import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { first } from '../src/seed-teams.js';
import { withWorkbench } from '../src/workbench.js';
import { withStage, type Stage } from './stage.js';

const FOLDER = decodeURIComponent(new URL('../../docs/pictures', import.meta.url).pathname);
const LARGEST_KB = 300;
const PLACES = `
  SELECT (SELECT id FROM profiles WHERE name = 'Amara Okafor') AS amara, (SELECT id FROM projects WHERE name = 'Lantern') AS lantern`;

const log = (message: string) => void process.stderr.write(`${message}\n`);

await mkdir(FOLDER, { recursive: true });
await withWorkbench(log, (bench) => withStage(bench, takePictures), { demo: true });

/** Takes the pictures for README.md from a new demo. They are the same each time except for the dates. */
async function takePictures(stage: Stage): Promise<void> {
  const { amara, lantern } = first(await stage.bench.database.query<{ amara: number; lantern: number }>(PLACES));
  await picture(stage, 'skill-tracker', 'member', `/people/${amara}/skills?range=all`);
  await picture(stage, 'validation-inbox', 'techLead', `/inbox?project=${lantern}&person=${amara}`, {
    prepare: (page) => page.locator('article[aria-current=true]').waitFor(),
  });
  await picture(stage, 'activity-dark', 'member', `/people/${amara}/skills`, { theme: 'dark', prepare: toActivity });
}

/** Scrolls to the calendar, below the bar that stays at the top. */
async function toActivity(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Activity' }).evaluate((heading) => window.scrollBy(0, heading.getBoundingClientRect().top - 72));
  await page.waitForLoadState('networkidle');
  await page.getByRole('listitem').filter({ hasText: 'Update on' }).first().waitFor();
}

async function picture(
  { open }: Stage,
  name: string,
  persona: 'member' | 'techLead',
  path: string,
  { theme = 'light', prepare }: { theme?: 'light' | 'dark'; prepare?: (page: Page) => Promise<unknown> } = {},
): Promise<void> {
  const { page, close } = await open(persona, path, { theme, isStill: true });
  await page.evaluate(() => document.fonts.ready);
  await prepare?.(page);
  await page.mouse.move(0, 0);
  const file = join(FOLDER, `${name}.png`);
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
  await close();
  const kilobytes = (await stat(file)).size / 1000;
  log(`${file}: ${kilobytes.toFixed(0)} kB${kilobytes > LARGEST_KB ? `, more than the ${LARGEST_KB} kB that a README should load` : ''}`);
}
