// Generates Prisma's client (src/generated/prisma) from prisma/schema.prisma, unless it exists for this schema and this
// version of Prisma. Prints only errors.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const server = join(import.meta.dirname, '..');
const schema = join(server, 'prisma', 'schema.prisma');
const client = join(server, 'src', 'generated', 'prisma');
const stamp = join(client, 'made-from.txt');

const prismaPackage = createRequire(import.meta.url).resolve('prisma/package.json');
const { version, bin } = JSON.parse(readFileSync(prismaPackage, 'utf8'));
const source = createHash('sha256').update(version).update(readFileSync(schema)).digest('hex');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== source) {
  const run = spawnSync(process.execPath, [join(dirname(prismaPackage), bin.prisma), 'generate', '--no-hints', '--schema', schema], {
    cwd: server,
    encoding: 'utf8',
    env: {
      ...process.env,
      // This generator needs no engine, but would download one unless this names an existing file.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      // No requests to look for newer versions.
      CHECKPOINT_DISABLE: '1',
    },
  });
  if (run.status !== 0) {
    process.stderr.write(`${run.stdout ?? ''}${run.stderr ?? ''}${run.error?.message ?? ''}\n`);
    process.exit(1);
  }
  // Written last, so that an interrupted run is repeated.
  writeFileSync(stamp, source);
}
