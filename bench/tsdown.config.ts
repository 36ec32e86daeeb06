import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: { bench: 'src/bench.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node20',
  fixedExtension: false,
  dts: false,
  deps: { alwaysBundle: [/^@skilltrace\//] },
});
