/**
 * Whether it is known that no one is signed in: the server wrote it into index.html, an answer was 401, or the person signed out.
 * Avoids a request that would fail.
 */
let isSignedOut = globalThis.document?.documentElement.dataset['session'] === 'none';

export const isKnownSignedOut = (): boolean => isSignedOut;
export const markSignedOut = (): void => void (isSignedOut = true);
/** Call it when a person signs in. */
export const clearSignedOut = (): void => void (isSignedOut = false);

// The person may have signed in from another tab.
globalThis.document?.addEventListener('visibilitychange', clearSignedOut);
