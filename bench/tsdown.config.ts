import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: {
    bench: 'src/bench.ts',
    'stale-job-process': 'src/stale-job-process.ts',
    peer: 'src/peer/peer-process.ts',
    web: 'web/web.ts',
    pictures: 'web/pictures.ts',
  },
  format: 'esm',
  platform: 'node',
  target: 'node20',
  fixedExtension: false,
  dts: false,
  // Bundles the sources of this repository and the compiler's helpers. Packages stay external, as in the server, so that the
  // cost of loading Prisma counts.
  deps: { alwaysBundle: [/^@skilltrace\//], neverBundle: [/^(?!@skilltrace\/|@oxc-project\/)[@\w]/] },
});
