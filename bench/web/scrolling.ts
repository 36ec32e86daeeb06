import type { Page } from 'playwright-core';
import { BARE, BARE_PAGE } from './bare-page.js';
import { framesWhile, LATE_BUDGET_PERCENT, lateFrames, scroll } from './frames.js';
import { fillInbox, createProjectWithUpdates } from './seed-web.js';
import type { Stage } from './stage.js';
import type { Measurement } from './web-report.js';

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
    lateFrames(BARE, ofBare),
    { ...lateFrames('Inbox of 200', ofInbox), budget: LATE_BUDGET_PERCENT },
    { ...lateFrames(`feed of ${many} updates while more are fetched`, ofLoading), budget: LATE_BUDGET_PERCENT },
    { ...lateFrames(`feed of ${many} updates, all loaded`, ofFeed), budget: LATE_BUDGET_PERCENT },
  ];
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
