import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { DemoPersona } from '@skilltrace/contract';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect as vitestExpect, inject } from 'vitest';
import { listenForComplaints } from './complaints.js';
import { startDemoServer, startEmptyServer, type DemoServer } from './demo-server.js';
import { followRequests } from './last-requests.js';
import type { Theme } from './theme.js';

export interface PageOptions {
  viewport?: { width: number; height: number };
  theme?: Theme;
  /** The first address. Defaults to the home page of the person. */
  path?: string;
}

// Otherwise the browser starts a second process for each page, in case it needs one: a seventh of the processor time of a new context (Chromium 147, two cores).
const NO_SPARE_PROCESS = '--renderer-process-limit=1';

const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

/** A page of the browser that checks its console messages and errors. */
export interface StagePage extends Page {
  /** Allows messages that the journey causes intentionally. Any other message fails the test. */
  allowComplaints(pattern: RegExp): void;
}

export interface StageOptions {
  /** The `TZ` variable of the browser's process. Without it, the browser emulates Zurich. */
  machineZone?: string;
  /** An installation without the demo: a database without people. */
  isEmpty?: boolean;
}

const open: { page: Page; found: () => string[]; describe: () => Promise<string> }[] = [];

// One browser for all files of a worker, because starting one takes seconds. It ends with the process.
let shared: Promise<Browser> | undefined;

function launchBrowser(machineZone?: string): Promise<Browser> {
  const { executablePath, args, env } = inject('browser');
  return chromium.launch({
    executablePath,
    args: ['--disable-dev-shm-usage', NO_SPARE_PROCESS, ...args],
    env: { ...(process.env as Record<string, string>), ...env, ...(machineZone !== undefined && { TZ: machineZone }) },
  });
}

/**
 * Prepares a test file: starts a server on a new database with the demo, and opens the browser. A test fails if one of its pages
 * reports a console error, an exception, or a violation of the security policy.
 */
export function setStage({ machineZone, isEmpty = false }: StageOptions = {}) {
  let server: DemoServer;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([
      isEmpty ? startEmptyServer() : startDemoServer(),
      machineZone === undefined ? (shared ??= launchBrowser()) : launchBrowser(machineZone),
    ]);
  });
  afterAll(async () => {
    if (machineZone !== undefined) await browser?.close();
    await server?.close();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail')
      for (const { describe } of open) console.error(`The page at the end of “${task.name}”: ${await describe()}`);
    const complaints = open.flatMap(({ found }) => found());
    await Promise.all(open.splice(0).map(({ page }) => page.context().close()));
    vitestExpect(complaints, 'errors and warnings of the pages').toEqual([]);
  });

  const newPage = async ({ viewport = DESKTOP, theme = 'light' }: PageOptions = {}): Promise<StagePage> => {
    const context = await browser.newContext({
      baseURL: server.url,
      viewport,
      colorScheme: theme,
      reducedMotion: 'reduce',
      locale: 'en-GB',
      ...(machineZone === undefined && { timezoneId: 'Europe/Zurich' }),
    });
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    const { allow, found } = listenForComplaints(page);
    open.push({ page, found, describe: followRequests(page) });
    return Object.assign(page, { allowComplaints: allow });
  };

  return {
    server: () => server,
    /** Opens a page without a session. */
    openSignedOut: async (options: PageOptions = {}): Promise<StagePage> => {
      const page = await newPage(options);
      await page.goto(options.path ?? '/');
      return page;
    },
    /** Opens a page with the session of a persona. */
    openAs: async (persona: DemoPersona, options: PageOptions = {}): Promise<StagePage> => {
      const page = await newPage(options);
      // The request shares its cookies with the pages, and is faster than the form.
      const answer = await page.request.post('/api/demo_session', { data: { persona } });
      if (!answer.ok()) throw new Error(`Signing in as ${persona} was answered with ${answer.status()}`);
      await page.goto(options.path ?? '/');
      await page.getByRole('heading', { level: 1 }).waitFor();
      return page;
    },
  };
}

/** Saves a picture of the page in e2e/screenshots/ for people to look at. No test compares it. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const folder = resolve(import.meta.dirname, '../screenshots');
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
