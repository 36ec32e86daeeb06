import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: { main: 'src/main.ts', cli: 'src/cli/cli.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node20',
  fixedExtension: false,
  dts: false,
  sourcemap: true,
  deps: {
    // The packages of this repository are TypeScript sources, so they have to be bundled. The others have a thousand small files, and reading
    // them would be a fifth of the time that the server needs to start.
    alwaysBundle: [/^@skilltrace\//, /^@nestjs\//, /^es-toolkit/, /^zod/],
    // Nest imports these only if they are installed.
    neverBundle: [
      /^@nestjs\/(microservices|websockets|platform-express)/,
      /^@fastify\/(multipart|view)/,
      'class-transformer',
      'class-validator',
    ],
  },
});
