import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: { main: 'src/main.ts', cli: 'src/cli/cli.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node20',
  fixedExtension: false,
  dts: false,
  sourcemap: true,
  // The packages of this repository are TypeScript sources, so they have to be bundled.
  deps: { alwaysBundle: [/^@skilltrace\//] },
});
