const LINES = 300;

/**
 * What paints, interactions and scrolling are held against: a page of text with nothing behind it. A letter gives it a sentence more. The same browser
 * on the same machine takes so long for the least that a page can do, and both are slower on some days than on others.
 */
export const BARE_PAGE = `data:text/html,${encodeURIComponent(`<!doctype html>
<title>Bare</title>
<h1>A page of text</h1>
<p id="more"></p>
${Array.from({ length: LINES }, (_, line) => `<p>Line ${line} of a page that is long enough to be scrolled, and does nothing else.</p>`).join('\n')}
<script>addEventListener('keydown', () => more.append('A sentence more. '));</script>`)}`;

/** How the figures call it. */
export const BARE = 'A bare page';

/** A figure as a multiple of the bare page's. */
export const timesBare = (measured: number, bare: number): string => `${(measured / bare).toFixed(1)} × a bare page’s`;
