import type { Page } from 'playwright-core';
import { BARE, BARE_PAGE } from './bare-page.js';
import { quantile } from './quantiles.js';
import { fillInbox, createProjectWithUpdates } from './seed-web.js';
import { VIEWPORT, type OpenPage, type Stage } from './stage.js';
import type { Measurement } from './web-report.js';

/** 60 frames a second, with a tolerance of half a frame. */
const LATE_MS = (1000 / 60) * 1.5;
/** The percentage of frames that may be late. More than one in twenty is visible as a stutter. */
const BUDGET_PERCENT = 5;
const SPEED = 2500;
const DISTANCE = 5000;

/** Measures the frames of long lists while a wheel scrolls 2,500 pixels a second, at full speed. */
export async function scrolling(stage: Stage, log: (message: string) => void): Promise<Measurement[]> {
  await fillInbox(stage.bench);
  const { projectId, updates } = await createProjectWithUpdates(stage.bench);
  const bare = await stage.open(undefined, BARE_PAGE);
  const ofBare = await framesWhile(bare.page, () => scroll(bare, [DISTANCE, DISTANCE, -DISTANCE, -DISTANCE]));
  await bare.close();

  const inbox = await stage.open('techLead', '/inbox');
  await inbox.page.locator('article[aria-current=true]').waitFor();
  const ofInbox = await framesWhile(inbox.page, () => scroll(inbox, [DISTANCE, -DISTANCE, DISTANCE, -DISTANCE]));
  await inbox.close();

  const feed = await stage.open('techLead', `/projects/${projectId}?tab=updates`);
  await feed.page.getByRole('list', { name: 'Updates' }).waitFor();
  const ofLoading = await framesWhile(feed.page, () => scroll(feed, [DISTANCE, DISTANCE, DISTANCE]));
  log('  loading the whole feed');
  await loadAll(feed.page, updates);
  await feed.page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight / 2));
  await feed.page.waitForTimeout(500);
  const ofFeed = await framesWhile(feed.page, () => scroll(feed, [DISTANCE, DISTANCE, -DISTANCE, -DISTANCE]));
  await feed.close();

  const many = updates.toLocaleString('en');
  return [
    measured(BARE, ofBare),
    { ...measured('Inbox of 200', ofInbox), budget: BUDGET_PERCENT },
    { ...measured(`feed of ${many} updates while more are fetched`, ofLoading), budget: BUDGET_PERCENT },
    { ...measured(`feed of ${many} updates, all loaded`, ofFeed), budget: BUDGET_PERCENT },
  ];
}

function measured(what: string, frames: readonly number[]): Measurement {
  const late = frames.filter((duration) => duration > LATE_MS).length;
  const seconds = frames.reduce((sum, duration) => sum + duration, 0) / 1000;
  return {
    what: `${what}: late frames while scrolling`,
    slowdown: 1,
    measured: (late / frames.length) * 100,
    unit: '%',
    detail: `${late} of ${frames.length} over ${LATE_MS.toFixed(0)} ms; ${(frames.length / seconds).toFixed(1)} a second, 95th percentile ${quantile(frames, 0.95).toFixed(0)}, worst ${Math.max(...frames).toFixed(0)} ms`,
  };
}

async function scroll({ devtools }: OpenPage, distances: readonly number[]): Promise<void> {
  for (const distance of distances)
    await devtools.send('Input.synthesizeScrollGesture', {
      x: (VIEWPORT.width * 2) / 3,
      y: VIEWPORT.height / 2,
      yDistance: -distance,
      speed: SPEED,
      gestureSourceType: 'mouse',
    });
}

/** The duration of each frame that the page drew while `act` ran, in milliseconds. */
async function framesWhile(page: Page, act: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const drawing = { frames: [] as number[], isOver: false };
    Object.assign(window, { drawing });
    let before: number | undefined;
    const onFrame = (now: number) => {
      if (before !== undefined) drawing.frames.push(now - before);
      before = now;
      if (!drawing.isOver) requestAnimationFrame(onFrame);
    };
    requestAnimationFrame(onFrame);
  });
  await act();
  return page.evaluate(() => {
    const { drawing } = window as unknown as { drawing: { frames: number[]; isOver: boolean } };
    drawing.isOver = true;
    return drawing.frames;
  });
}

/** Scrolls to the end until all updates are loaded. */
async function loadAll(page: Page, updates: number): Promise<void> {
  await page.waitForFunction(
    (count) => {
      window.scrollTo(0, document.documentElement.scrollHeight);
      return document.querySelector(`[aria-setsize="${count}"]`) !== null;
    },
    updates,
    { polling: 50, timeout: 120_000 },
  );
}
