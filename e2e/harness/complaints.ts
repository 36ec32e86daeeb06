import type { Page } from 'playwright-core';

export interface Complaints {
  /** Allows messages that the journey causes intentionally, such as a wrong password or a stopped server. */
  allow: (pattern: RegExp) => void;
  /** Returns all messages that are not allowed. */
  found: () => string[];
}

/** Collects the problems of a page: console errors and warnings, exceptions, and violations of the security policy. */
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
