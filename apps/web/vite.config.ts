import { lingui } from '@lingui/vite-plugin';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compileAhead } from './build/compile-ahead.ts';
import { linguiMacros } from './build/lingui-macros.ts';
import { precompress } from './build/precompress.ts';
import { preloadFont } from './build/preload-font.ts';

const server = process.env['SKILLTRACE_SERVER'] ?? `http://127.0.0.1:${process.env['PORT'] ?? '3000'}`;

// A test run sets NODE_ENV to `test`, which would put the slow development build of React into the bundle.
if (process.argv.includes('build')) process.env['NODE_ENV'] = 'production';

// Only some pages have charts or the matrix, so their code is loaded on demand. A sparkline is small and stays with its page; the
// controls of a range and of a past day are also used by pages without charts.
const CHARTS = /[\\/]components[\\/]charts[\\/](?!sparkline|as-of-|range-|day-input|stale\.|zone-note)/;
const ON_DEMAND = /[\\/]features[\\/](group-charts|skills-matrix)[\\/]/;

export default defineConfig({
  plugins: [
    linguiMacros(),
    lingui({ cwd: import.meta.dirname, failOnMissing: true, failOnCompileError: true }),
    react(),
    tailwindcss(),
    preloadFont(),
    compileAhead(),
    precompress(),
  ],
  build: {
    target: 'es2022',
    // The content security policy blocks fonts and pictures in data URLs.
    assetsInlineLimit: 0,
    // Every browser that supports the build target also supports module preloading.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      // Plugin timings are of no use to a person who only starts the server.
      checks: { pluginTimings: false },
      output: {
        // Few files, because each takes several milliseconds on a slow device and a browser opens only six connections.
        codeSplitting: {
          groups: [
            // Separate from the frame, because browsers compile two files in parallel.
            { name: 'react', test: /[\\/]node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 3 },
            { name: 'frame', tags: ['$initial'], priority: 2 },
            {
              name: 'shared',
              test: (id) => !CHARTS.test(id) && !ON_DEMAND.test(id),
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
    // The server accepts writes only if the Origin header matches the Host header, so the host must stay unchanged.
    proxy: Object.fromEntries(['/api', '/healthz', '/readyz'].map((path) => [path, { target: server, changeOrigin: false }])),
  },
});
