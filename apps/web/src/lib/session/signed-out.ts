/**
 * Whether it is known, without asking, that nobody is signed in: the page came with that word (the server writes it into
 * index.html), or an answer was 401, or somebody signed out. To ask all the same would be a failed request for nothing.
 */
let isSignedOut = globalThis.document?.documentElement.dataset['session'] === 'none';

export const isKnownSignedOut = (): boolean => isSignedOut;
export const knowSignedOut = (): void => void (isSignedOut = true);
/** Somebody signs in. */
export const forgetSignedOut = (): void => void (isSignedOut = false);

// They may have done so in another tab.
globalThis.document?.addEventListener('visibilitychange', forgetSignedOut);
