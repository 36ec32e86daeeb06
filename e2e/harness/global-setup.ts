import type { TestProject } from 'vitest/node';
import { useFastPasswordHashes } from '../../apps/server/test/fast-password-hashes.js';
import { buildWebIfStale } from './build-web.js';
import { createDemoTemplate } from './demo-template.js';
import { findBrowser, type FoundBrowser } from './find-browser.js';

declare module 'vitest' {
  interface ProvidedContext {
    browser: FoundBrowser;
  }
}

/** Runs before the first journey: finds a browser, builds the web application, and creates a template database with the demo. */
export default async function setup(project: TestProject): Promise<void> {
  // The servers of the journeys check the passwords of the demo with this cost.
  useFastPasswordHashes();
  const { clusterUrl, partitionedTests, workerUrls } = project.getProvidedContext();
  const [browser] = await Promise.all([findBrowser(), buildWebIfStale(), createDemoTemplate(clusterUrl, partitionedTests, workerUrls)]);
  project.provide('browser', browser);
}
