import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: { main: 'src/main.ts', cli: 'src/cli/cli.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node20',
  fixedExtension: false,
  dts: false,
  sourcemap: true,
  // The contract is TypeScript in this repository, not an installed package.
  deps: { alwaysBundle: [/^@skilltrace\//] },
});
