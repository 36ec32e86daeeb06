import type { Plugin } from 'vite';

const OF_THE_PAGE = /inter-latin-wght-normal-.*\.woff2$/;

/**
 * Has the browser fetch the font with the page: found in the styles, it would be asked for once there is text, and all of the
 * text be set and painted a second time when it is there.
 */
export function preloadFont(): Plugin {
  return {
    name: 'preload-font',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) => {
        const fonts = Object.keys(bundle).filter((name) => OF_THE_PAGE.test(name));
        if (fonts.length !== 1) throw new Error(`One font to preload was expected, and there are ${fonts.length}`);
        return fonts.map((name) => ({
          tag: 'link',
          attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${name}`, crossorigin: true },
          injectTo: 'head',
        }));
      },
    },
  };
}
