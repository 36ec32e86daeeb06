import type { Session } from '@skilltrace/contract';

/**
 * The session that the server embedded in the page, so that the first page does not wait for a request.
 *
 * @returns undefined if there is none, or after `takeSessionFromPage`
 */
export function readSessionFromPage(): Session | undefined {
  const text = globalThis.document?.getElementById('session')?.textContent;
  return text ? (JSON.parse(text) as Session) : undefined;
}

/** Reads the embedded session and removes it: it is as old as the page, so it is used only once. */
export function takeSessionFromPage(): Session | undefined {
  const session = readSessionFromPage();
  document.getElementById('session')?.remove();
  return session;
}
