import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { withWorkbench } from '../src/workbench.js';
import { mainPages } from './main-pages.js';
import { withStage, type Stage } from './stage.js';

const FOLDER = decodeURIComponent(new URL('../../docs/pictures', import.meta.url).pathname);
const LARGEST_KB = 300;

const log = (message: string) => void process.stderr.write(`${message}\n`);

await mkdir(FOLDER, { recursive: true });
await withWorkbench(log, (bench) => withStage(bench, takePictures), { demo: true });

/** The pictures of README.md, of a demo that is made for them; the same but for the dates, whenever they are taken. */
async function takePictures(stage: Stage): Promise<void> {
  const addresses = new Map((await mainPages(stage)).map(({ name, path }) => [name, path]));
  const pathOf = (name: string) => addresses.get(name) ?? '/';
  await picture(stage, 'skill-tracker', 'member', pathOf('Skill Tracker'));
  await picture(stage, 'validation-inbox', 'techLead', '/inbox', {
    prepare: (page) => page.locator('article[aria-current=true]').waitFor(),
  });
  await picture(stage, 'coverage-dark', 'techLead', `${pathOf('Project')}?tab=coverage`, { theme: 'dark' });
}

async function picture(
  { open }: Stage,
  name: string,
  persona: 'member' | 'techLead',
  path: string,
  { theme = 'light', prepare }: { theme?: 'light' | 'dark'; prepare?: (page: Page) => Promise<unknown> } = {},
): Promise<void> {
  const { page, close } = await open(persona, path, { theme, scale: 1, isStill: true });
  await page.evaluate(() => document.fonts.ready);
  await prepare?.(page);
  // What has the focus after loading is ringed only for those who work by keyboard.
  await page.mouse.move(0, 0);
  const file = join(FOLDER, `${name}.png`);
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
  await close();
  const kilobytes = (await stat(file)).size / 1000;
  log(`${file}: ${kilobytes.toFixed(0)} kB${kilobytes > LARGEST_KB ? `, more than the ${LARGEST_KB} kB that a README should load` : ''}`);
}
