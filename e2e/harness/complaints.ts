import type { Page } from 'playwright-core';

export interface Complaints {
  /** Complaints that this journey means to cause: a wrong password, a server that is away. */
  allow: (pattern: RegExp) => void;
  /** What the page complained of and nobody allowed. */
  found: () => string[];
}

/** Collects what a page complains of: errors and warnings of the console, exceptions, what the security policy refused. */
export function listenForComplaints(page: Page): Complaints {
  const complaints: string[] = [];
  const allowed: RegExp[] = [];
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    complaints.push(`${message.type()}: ${message.text()} ${message.location().url}`.trim());
  });
  page.on('pageerror', (error) => complaints.push(`exception: ${error.stack ?? error.message}`));
  return {
    allow: (pattern) => void allowed.push(pattern),
    found: () => complaints.filter((text) => !allowed.some((pattern) => pattern.test(text))),
  };
}
