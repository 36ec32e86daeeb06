import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: { bench: 'src/bench.ts', 'stale-job-process': 'src/stale-job-process.ts', web: 'web/web.ts', pictures: 'web/pictures.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node20',
  fixedExtension: false,
  dts: false,
  // The sources of this repository are bundled, with what the compiler adds to them. Packages are loaded as the server loads them: Prisma's weight counts.
  deps: { alwaysBundle: [/^@skilltrace\//], neverBundle: [/^(?!@skilltrace\/|@oxc-project\/)[@\w]/] },
});
