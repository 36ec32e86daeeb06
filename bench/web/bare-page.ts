const LINES = 300;

/**
 * The page that paints, interactions and scrolling are compared with: only text, and a script that appends a sentence on
 * each key. It measures the minimum cost of a page in this browser on this machine, which varies from day to day.
 */
export const BARE_PAGE = `data:text/html,${encodeURIComponent(`<!doctype html>
<title>Bare</title>
<h1>A page of text</h1>
<p id="more"></p>
${Array.from({ length: LINES }, (_, line) => `<p>Line ${line} of a page that is long enough to be scrolled, and does nothing else.</p>`).join('\n')}
<script>addEventListener('keydown', () => more.append('One more sentence. '));</script>`)}`;

/** The name of the bare page in the figures. */
export const BARE = 'A bare page';

/** Formats a figure as a multiple of the bare page's. */
export const timesBare = (measured: number, bare: number): string => `${(measured / bare).toFixed(1)} × a bare page’s`;
