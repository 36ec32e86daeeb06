import type { TestProject } from 'vitest/node';
import { buildWebIfStale } from './build-web.js';
import { createDemoTemplate } from './demo-template.js';
import { findBrowser, type FoundBrowser } from './find-browser.js';

declare module 'vitest' {
  interface ProvidedContext {
    browser: FoundBrowser;
  }
}

/** Before the first journey: the web application is built, a template database holds the demo, and there is a browser. */
export default async function setup(project: TestProject): Promise<void> {
  const { clusterUrl } = project.getProvidedContext();
  const [browser] = await Promise.all([findBrowser(), buildWebIfStale(), createDemoTemplate(clusterUrl)]);
  project.provide('browser', browser);
}
