import type { Plugin } from 'vite';

const LATIN = /inter-latin-wght-normal-.*\.woff2$/;

/**
 * Loads the font together with the page. Otherwise the browser requests it only when it lays out the first text, lays out all text in
 * a system font, and then again.
 */
export function preloadFont(): Plugin {
  return {
    name: 'preload-font',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) => {
        const fonts = Object.keys(bundle).filter((name) => LATIN.test(name));
        if (fonts.length !== 1) throw new Error(`The build has ${fonts.length} fonts to preload instead of one`);
        return fonts.map((name) => ({
          tag: 'link',
          attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${name}`, crossorigin: true },
          injectTo: 'head',
        }));
      },
    },
  };
}
