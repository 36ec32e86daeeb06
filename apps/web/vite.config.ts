import { lingui } from '@lingui/vite-plugin';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compileAhead } from './build/compile-ahead.ts';
import { linguiMacros } from './build/lingui-macros.ts';
import { precompress } from './build/precompress.ts';

const server = process.env['SKILLTRACE_SERVER'] ?? `http://127.0.0.1:${process.env['PORT'] ?? '3000'}`;

// A build is for people, whoever orders it: in a test run React would otherwise come in its slow, talkative form.
if (process.argv.includes('build')) process.env['NODE_ENV'] = 'production';

// For the pages that show one; a sparkline is none.
const OF_CHARTS = /[\\/](components[\\/]charts|features[\\/]group-charts)[\\/](?!sparkline)/;
const CHARTS = /[\\/]components[\\/]charts[\\/](?!sparkline)/;

export default defineConfig({
  plugins: [
    linguiMacros(),
    lingui({ cwd: import.meta.dirname, failOnMissing: true, failOnCompileError: true }),
    react(),
    tailwindcss(),
    compileAhead(),
    precompress(),
  ],
  build: {
    target: 'es2022',
    // As data: they would be fonts and pictures that the content security policy refuses.
    assetsInlineLimit: 0,
    // The hint to the browser is a script of its own, which every browser that runs this has no need of.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      // How long plugins took is for whoever works on the build, and not for whoever starts the server.
      checks: { pluginTimings: false },
      output: {
        // Few files: each costs a browser several milliseconds at a quarter of the speed, and there are six connections.
        codeSplitting: {
          groups: [
            // Besides the frame: two files are compiled side by side.
            { name: 'react', test: /[\\/]node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 3 },
            { name: 'frame', tags: ['$initial'], priority: 2 },
            {
              name: 'shared',
              test: (id) => !OF_CHARTS.test(id),
              minShareCount: 2,
              priority: 1,
            },
            { name: 'charts', test: CHARTS },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    // The host stays as it is: the server takes writes only from the page that it was asked for by.
    proxy: Object.fromEntries(['/api', '/healthz', '/readyz'].map((path) => [path, { target: server, changeOrigin: false }])),
  },
});
