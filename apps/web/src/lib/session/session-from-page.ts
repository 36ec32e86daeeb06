import type { Session } from '@skilltrace/contract';

/**
 * The session that came with the page, so that nothing waits for the question who is signed in. It is as old as the page, and
 * answers the first question alone.
 */
export function takeSessionFromPage(): Session | undefined {
  const told = document.getElementById('session');
  told?.remove();
  return told?.textContent ? (JSON.parse(told.textContent) as Session) : undefined;
}
