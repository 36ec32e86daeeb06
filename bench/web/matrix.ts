import type { Page } from 'playwright-core';
import { noteInteractions, timeOf } from './event-timing.js';
import { framesWhile, LATE_BUDGET_PERCENT, lateFrames, scroll } from './frames.js';
import { paintOf } from './paints.js';
import { inMilliseconds, quantile } from './quantiles.js';
import { MATRIX, MEMBERS, seedMatrix } from '../src/seed-matrix.js';
import { LEAD } from './seed-web.js';
import type { OpenPage, Stage } from './stage.js';
import type { Measurement } from './web-report.js';

const SLOWDOWN = 4;
const PAINT_BUDGET_MS = 1500;
/** A project page opens in under a second, regardless of its number of members. */
const OPEN_BUDGET_MS = 1000;
const INTERACTION_BUDGET_MS = 100;
const HEAP_BUDGET_MB = 80;
const ELEMENTS_BUDGET = 3_000;
const ROUNDS = 16;
const [DOWN, SIDEWAYS] = [7_500, 5_000];
const NAME = `Matrix of ${MATRIX.people.toLocaleString('en')} × ${MATRIX.skills}`;

/** Measures a skills matrix of 2,000 people and 300 skills, and the page of a project with 1,000 members. */
export async function matrix(stage: Stage, log: (message: string) => void): Promise<Measurement[]> {
  const { matrixProjectId, largeProjectId } = await seedMatrix(stage.bench, LEAD);
  const path = `/matrix?projects=${matrixProjectId}`;
  const visit = (name: string, at: string, slowdown: number) =>
    paintOf(stage, { name, persona: 'techLead', url: `${stage.bench.server.url}${at}`, slowdown }, log);
  const large = await visit(`Project with ${MEMBERS.toLocaleString('en')} members`, `/projects/${largeProjectId}`, 1);
  const paint = await visit(NAME, path, SLOWDOWN);
  return [
    { ...large, budget: OPEN_BUDGET_MS },
    { ...paint, budget: PAINT_BUDGET_MS },
    ...(await whileScrolling(stage, path, log)),
    ...(await atTheKeyboard(stage, path, log)),
  ];
}

/** Scrolls while tiles load, then to the far corner and back, and then again with all tiles loaded. */
async function whileScrolling(stage: Stage, path: string, log: (message: string) => void): Promise<Measurement[]> {
  const opened = await stage.open('techLead', path);
  const { page, close } = opened;
  await untilFilled(page);
  const before = await memoryOf(opened);
  const loading = await framesWhile(page, () => scroll(opened, [DOWN, DOWN, DOWN]));
  log('  loading the whole matrix');
  await toFarCorner(page);
  await page.keyboard.press('Control+Home');
  await untilFilled(page);
  const down = await framesWhile(page, () => scroll(opened, [DOWN, DOWN, -DOWN, -DOWN]));
  const sideways = await framesWhile(page, () => scroll(opened, [SIDEWAYS, SIDEWAYS, SIDEWAYS, -SIDEWAYS, -SIDEWAYS, -SIDEWAYS], 'x'));
  await page.waitForTimeout(500);
  const after = await memoryOf(opened);
  await close();
  return [
    { ...lateFrames(`${NAME}, down while tiles are fetched`, loading), budget: LATE_BUDGET_PERCENT },
    { ...lateFrames(`${NAME}, down and up`, down), budget: LATE_BUDGET_PERCENT },
    { ...lateFrames(`${NAME}, sideways`, sideways), budget: LATE_BUDGET_PERCENT },
    {
      what: `${NAME}: memory of the page after the far corner and back`,
      slowdown: 1,
      budget: HEAP_BUDGET_MB,
      measured: after.megabytes,
      unit: 'MB',
      detail: `after a garbage collection, with all tiles on the way loaded; ${before.megabytes.toFixed(1)} MB with the first tile`,
    },
    {
      what: `${NAME}: elements in the document after the far corner and back`,
      slowdown: 1,
      budget: ELEMENTS_BUDGET,
      measured: after.elements,
      unit: 'elements',
      detail: `${before.elements} after the first paint`,
    },
  ];
}

async function atTheKeyboard(stage: Stage, path: string, log: (message: string) => void): Promise<Measurement[]> {
  const { page, close } = await stage.open('techLead', path, { slowdown: SLOWDOWN });
  await untilFilled(page);
  await noteInteractions(page);
  await page.getByRole('grid').focus();
  const measurements: Measurement[] = [];
  for (const [what, keys] of [
    ['next person (↓)', ['ArrowDown']],
    ['next skill (→)', ['ArrowRight']],
    ['another page of people (Page Down, Page Up)', ['PageDown', 'PageUp']],
    ['the first and the last skill (End, Home)', ['End', 'Home']],
  ] as const) {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) for (const key of keys) times.push(await timeOf(page, () => page.keyboard.press(key)));
    log(`  ${what}: ${inMilliseconds(times)}`);
    measurements.push({
      what: `${NAME}, ${what}: interaction to next paint`,
      slowdown: SLOWDOWN,
      budget: INTERACTION_BUDGET_MS,
      measured: quantile(times, 0.75),
      unit: 'ms',
      detail: `75th percentile of ${times.length}, median ${quantile(times, 0.5)}, worst ${Math.max(...times)} ms`,
    });
  }
  await close();
  return measurements;
}

/** Waits until every cell in view has its facts instead of a placeholder. Those of an empty cell are a sentence for screen readers. */
async function untilFilled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const cells = [...document.querySelectorAll('[role=gridcell]')];
    return cells.length > 0 && cells.every((cell) => cell.querySelector('.sr-only') !== null);
  });
}

/** Jumps to the last cell. Its row is known when all pages of people before it are loaded, one after the other. */
async function toFarCorner(page: Page): Promise<void> {
  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+End');
  await page
    .locator(`[role=row][aria-rowindex="${MATRIX.people + 1}"] [role=gridcell] .sr-only`)
    .first()
    .waitFor({ timeout: 120_000 });
  await untilFilled(page);
}

async function memoryOf({ page, devtools }: OpenPage): Promise<{ megabytes: number; elements: number }> {
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  return { megabytes: usedSize / 1e6, elements: await page.evaluate(() => document.querySelectorAll('*').length) };
}
