/**
 * Whether it is known that no one is signed in: the server wrote it into index.html, an answer was 401, or the person signed out.
 * Avoids a request that would fail.
 */
let isSignedOut = globalThis.document?.documentElement.dataset['session'] === 'none';

/** How often a person has signed in on this page. */
let signIns = 0;

export const isKnownSignedOut = (): boolean => isSignedOut;
export const markSignedOut = (): void => void (isSignedOut = true);
const clearSignedOut = (): void => void (isSignedOut = false);

/** Call it when a person signs in. */
export function markSignedIn(): void {
  signIns += 1;
  clearSignedOut();
}

/**
 * Call it when a request is sent.
 *
 * @returns what to call when the answer is 401. It changes nothing if a person has signed in since: the answer is about the session before.
 */
export function watchSession(): () => void {
  const sentIn = signIns;
  return () => {
    if (signIns === sentIn) markSignedOut();
  };
}

// The person may have signed in from another tab.
globalThis.document?.addEventListener('visibilitychange', clearSignedOut);
