import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { DemoPersona } from '@skilltrace/contract';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect as vitestExpect, inject } from 'vitest';
import { listenForComplaints } from './complaints.js';
import { startDemoServer, type DemoServer } from './demo-server.js';
import type { Theme } from './theme.js';

export interface PageOptions {
  viewport?: { width: number; height: number };
  theme?: Theme;
  /** Where to begin; the home of the person unless told. */
  path?: string;
}

const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

/** A page of the browser, which also knows what it may complain of. */
export interface StagePage extends Page {
  /** Complaints that the journey means to cause; any other fails the test. */
  allowComplaints(pattern: RegExp): void;
}

export interface StageOptions {
  /** `TZ` of the machine that the browser runs on; what it makes of that is its own affair. Zurich, asked for of the browser, unless told. */
  machineZone?: string;
}

const open: { page: Page; found: () => string[] }[] = [];

/**
 * Sets the stage for the journeys of a test file: a server of its own on a database of its own with the demo, and a
 * browser. Each test opens pages; a page that complained (console, exception, security policy) fails its test.
 */
export function setStage({ machineZone }: StageOptions = {}) {
  let server: DemoServer;
  let browser: Browser;

  beforeAll(async () => {
    const { executablePath, args, env } = inject('browser');
    [server, browser] = await Promise.all([
      startDemoServer(),
      chromium.launch({
        executablePath,
        args: ['--disable-dev-shm-usage', ...args],
        env: { ...(process.env as Record<string, string>), ...env, ...(machineZone !== undefined && { TZ: machineZone }) },
      }),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  afterEach(async () => {
    const complaints = open.flatMap(({ found }) => found());
    await Promise.all(open.splice(0).map(({ page }) => page.context().close()));
    vitestExpect(complaints, 'what the pages complained of').toEqual([]);
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
    open.push({ page, found });
    return Object.assign(page, { allowComplaints: allow });
  };

  return {
    server: () => server,
    /** A page of somebody who is not signed in. */
    openAsNobody: async (options: PageOptions = {}): Promise<StagePage> => {
      const page = await newPage(options);
      await page.goto(options.path ?? '/');
      return page;
    },
    /** A page of a persona who is signed in already. */
    openAs: async (persona: DemoPersona, options: PageOptions = {}): Promise<StagePage> => {
      const page = await newPage(options);
      // Shares its cookies with the pages, and costs no click.
      const answer = await page.request.post('/api/demo_session', { data: { persona } });
      if (!answer.ok()) throw new Error(`Signing in as ${persona} answered ${answer.status()}`);
      await page.goto(options.path ?? '/');
      await page.getByRole('heading', { level: 1 }).waitFor();
      return page;
    },
  };
}

/** Keeps a picture of the page in e2e/screenshots/, for people to look at. Nothing compares it. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const folder = resolve(import.meta.dirname, '../screenshots');
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
