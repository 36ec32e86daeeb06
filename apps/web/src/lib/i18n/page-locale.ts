import type { Session } from '@skilltrace/contract';
import { readSessionFromPage } from '../session/session-from-page.ts';
import { directionOf, preferredLocale } from './locale.ts';

const KEY = 'skilltrace.language';

/**
 * The locale of this page. It follows the account if the server embedded the session in the page, otherwise the account that was
 * last signed in here, otherwise the browser. It does not change while the page is open.
 */
export const pageLocale: string = localeFor(readSessionFromPage() ?? { language: remembered() });

export const isPageRightToLeft = directionOf(pageLocale) === 'rtl';

function localeFor({ language }: Pick<Session, 'language'>): string {
  return preferredLocale([...(language === null ? [] : [language]), ...(globalThis.navigator?.languages ?? [])]);
}

/**
 * Reloads the page if it is not in the language of the account: after a sign-in, or after a change of the language.
 *
 * @returns whether the page reloads
 */
export function followLanguageOf(session: Pick<Session, 'language'>): boolean {
  remember(session.language);
  // Without storage, and without a session in the page, a reload would change nothing.
  if (localeFor(session) === pageLocale || remembered() !== session.language) return false;
  window.location.reload();
  return true;
}

function remembered(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function remember(language: string | null): void {
  try {
    if (language === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, language);
  } catch {
    // The browser forbids storage. The server embeds the session in the next page.
  }
}
