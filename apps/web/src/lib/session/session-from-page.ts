import type { Session } from '@skilltrace/contract';

/**
 * The session that the server embedded in the page, so that the first page does not wait for a request. It is as old as the page, so
 * it is used only once.
 */
export function takeSessionFromPage(): Session | undefined {
  const element = document.getElementById('session');
  element?.remove();
  return element?.textContent ? (JSON.parse(element.textContent) as Session) : undefined;
}
