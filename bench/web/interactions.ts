import type { Page } from 'playwright-core';
import { BARE, BARE_PAGE, timesBare } from './bare-page.js';
import { noteInteractions, timeOf } from './event-timing.js';
import type { MainPage } from './main-pages.js';
import { inMilliseconds, quantile } from './quantiles.js';
import { fillInbox } from './seed-web.js';
import type { OpenPage, Stage } from './stage.js';
import type { Measurement } from './web-report.js';

const SLOWDOWN = 4;
const BUDGET_MS = 100;
const ROUNDS = 16;
const IN_BARE = `${BARE}, one more sentence`;

/** Measures typical interactions at a quarter of the speed. Each is judged by its 75th percentile, and all must keep the budget. */
export async function interactions(stage: Stage, pages: readonly MainPage[], log: (message: string) => void): Promise<Measurement[]> {
  await fillInbox(stage.bench);
  const addressOf = (name: string) => pages.find((page) => page.name === name)?.path ?? '/';
  const times = new Map<string, number[]>();
  const on = async (persona: 'member' | 'techLead' | undefined, path: string, work: (note: Note, opened: OpenPage) => Promise<void>) => {
    const opened = await stage.open(persona, path, { slowdown: SLOWDOWN });
    await noteInteractions(opened.page);
    const note: Note = async (what, act) => void times.set(what, [...(times.get(what) ?? []), await timeOf(opened.page, act)]);
    await work(note, opened);
    await opened.close();
  };
  await on(undefined, BARE_PAGE, (note, { page }) => inABarePage(note, page));
  await on('techLead', '/inbox', (note, { page }) => inTheInbox(note, page));
  await on('member', addressOf('Skill Tracker'), (note, { page }) => inTheTracker(note, page));
  await on('techLead', addressOf('Project'), (note, { page }) => inAProject(note, page));
  await on('techLead', '/people', (note, { page }) => inThePalette(note, page));
  const bare = quantile(times.get(IN_BARE) ?? [], 0.75);
  return [...times].map(([what, durations]) => {
    log(`  ${what}: ${inMilliseconds(durations)}`);
    const measured = quantile(durations, 0.75);
    return {
      what: `${what}: interaction to next paint`,
      slowdown: SLOWDOWN,
      ...(what === IN_BARE ? {} : { budget: BUDGET_MS }),
      measured,
      unit: 'ms' as const,
      detail: `${what === IN_BARE ? '' : `${timesBare(measured, bare)}; `}75th percentile of ${durations.length}, median ${quantile(durations, 0.5)}, worst ${Math.max(...durations)} ms`,
    };
  });
}

type Note = (what: string, act: () => Promise<unknown>) => Promise<void>;

async function inABarePage(note: Note, page: Page): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) await note(IN_BARE, () => page.keyboard.press('a'));
}

async function inTheInbox(note: Note, page: Page): Promise<void> {
  await page.locator('article[aria-current=true]').waitFor();
  for (let round = 0; round < ROUNDS; round += 1) {
    await note('Inbox of 200, approve (A)', () => page.keyboard.press('a'));
    await note('Inbox of 200, next suggestion (N)', () => page.keyboard.press('n'));
    await note('Inbox of 200, reject (R)', () => page.keyboard.press('r'));
    await note('Inbox of 200, next person (J)', () => page.keyboard.press('j'));
  }
}

async function inTheTracker(note: Note, page: Page): Promise<void> {
  const range = page.getByLabel('Range');
  await range.focus();
  for (let round = 0; round < ROUNDS / 2; round += 1) {
    // Each range is shown at least twice: the first time its data is requested, later its charts appear in the same frame.
    await note('Skill Tracker, another range', () => page.keyboard.press('ArrowDown'));
    await note('Skill Tracker, another range', () => page.keyboard.press('ArrowDown'));
    await note('Skill Tracker, another range', () => page.keyboard.press('ArrowUp'));
    await note('Skill Tracker, another range', () => page.keyboard.press('ArrowUp'));
  }
}

async function inAProject(note: Note, page: Page): Promise<void> {
  for (let round = 0; round < ROUNDS / 2; round += 1) {
    for (const name of ['Updates', 'Coverage', 'Team charts', 'Overview']) {
      const tab = page.getByRole('tab', { name });
      await note('Project, another tab', () => tab.click());
    }
  }
}

async function inThePalette(note: Note, page: Page): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    await note('Palette, open (Ctrl K)', () => page.keyboard.press('Control+k'));
    for (const letter of 'ama') await note('Palette, type a letter', () => page.keyboard.press(letter));
    await page.keyboard.press('Escape');
  }
}
