import { setTimeout as sleep } from 'node:timers/promises';
import type { DemoPersona } from '@skilltrace/contract';
import { chromium, type Browser, type BrowserContext, type CDPSession, type Cookie, type Page } from 'playwright-core';
import { findBrowser } from '../../e2e/harness/find-browser.js';
import type { Workbench } from '../src/workbench.js';

export interface Stage {
  bench: Workbench;
  browser: Browser;
  /** Opens a page at `path` with an empty cache, signed in as the persona. */
  open: (persona: DemoPersona | undefined, path: string, options?: OpenOptions) => Promise<OpenPage>;
  /** The cookies of a signed-in persona. */
  cookiesOf: (persona: DemoPersona) => Promise<Cookie[]>;
}

interface OpenOptions {
  /** The factor by which the page's processor is slowed down. */
  slowdown?: number;
  theme?: 'light' | 'dark';
  /** Reduced motion, for pictures. */
  isStill?: boolean;
}

export interface OpenPage {
  page: Page;
  devtools: CDPSession;
  close: () => Promise<void>;
}

export const VIEWPORT = { width: 1280, height: 800 };

/** Longer than a page computes between two requests at a quarter of the speed. */
const REST_MS = 2_000;

/**
 * Waits until no requests were sent for a while. It watches only the requests, because a look into the page would use the
 * measured thread (150 ms at a quarter of the speed), and "network idle" fires while the first script is still running
 * there.
 */
async function untilAtRest(page: Page): Promise<void> {
  let last = performance.now();
  const touch = () => (last = performance.now());
  page.on('request', touch).on('requestfinished', touch).on('requestfailed', touch);
  while (performance.now() - last < REST_MS) await sleep(100);
}

/** Runs `work` with a browser and the server of a workbench with the demo. */
export async function withStage<Result>(bench: Workbench, work: (stage: Stage) => Promise<Result>): Promise<Result> {
  const { executablePath, args, env } = await findBrowser();
  const browser = await chromium.launch({
    executablePath,
    args: ['--disable-dev-shm-usage', ...args],
    env: { ...(process.env as Record<string, string>), ...env },
  });
  const states = new Map<DemoPersona, Awaited<ReturnType<BrowserContext['storageState']>>>();

  /** Signs in once per persona. */
  const stateOf = async (persona: DemoPersona) => {
    const known = states.get(persona);
    if (known) return known;
    const context = await browser.newContext({ baseURL: bench.server.url });
    const answer = await context.request.post('/api/demo_session', { data: { persona } });
    if (!answer.ok()) throw new Error(`Signing in as ${persona} was answered with ${answer.status()}`);
    const state = await context.storageState();
    await context.close();
    states.set(persona, state);
    return state;
  };

  const open: Stage['open'] = async (persona, path, { slowdown = 1, theme = 'light', isStill = false } = {}) => {
    const storageState = persona && (await stateOf(persona));
    const context = await browser.newContext({
      baseURL: bench.server.url,
      viewport: VIEWPORT,
      colorScheme: theme,
      reducedMotion: isStill ? 'reduce' : 'no-preference',
      locale: 'en-GB',
      timezoneId: 'Europe/Zurich',
      ...(storageState ? { storageState } : {}),
    });
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    if (slowdown > 1) await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    const atRest = untilAtRest(page);
    await page.goto(path, { waitUntil: 'commit' });
    await atRest;
    await page.getByRole('heading', { level: 1 }).waitFor();
    return { page, devtools, close: () => context.close() };
  };

  try {
    return await work({ bench, browser, open, cookiesOf: async (persona) => (await stateOf(persona)).cookies });
  } finally {
    await browser.close();
  }
}
