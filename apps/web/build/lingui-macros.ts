import { transformAsync } from '@babel/core';
import { getConfig } from '@lingui/conf';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/**
 * Replaces Lingui's macros (`t`, `plural`, `<Trans>`) with calls of its runtime, because Vite's own compiler runs no Babel plugins.
 * In a production build only the ids of messages remain; their texts are in the catalogs.
 */
export function linguiMacros(): Plugin {
  const linguiConfig = getConfig({ cwd: join(import.meta.dirname, '..') });
  return {
    name: 'lingui-macros',
    enforce: 'pre',
    transform: {
      filter: { id: /\.tsx?$/, code: /@lingui\/(core|react)\/macro/ },
      handler: async (source, id) => {
        const result = await transformAsync(source, {
          filename: id,
          babelrc: false,
          configFile: false,
          sourceMaps: true,
          parserOpts: { plugins: id.endsWith('x') ? ['typescript', 'jsx'] : ['typescript'] },
          plugins: [['@lingui/babel-plugin-lingui-macro', { linguiConfig }]],
        });
        return { code: result?.code ?? source, map: result?.map };
      },
    },
  };
}
