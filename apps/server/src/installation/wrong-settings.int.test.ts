import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildServer } from '../../test/build-server.js';

let server: Awaited<ReturnType<typeof buildServer>>;
let folder: string;

beforeAll(async () => {
  server = await buildServer();
  folder = await mkdtemp(join(tmpdir(), 'skilltrace-settings-'));
  await writeFile(join(folder, 'file'), '');
});
afterAll(async () => {
  await server.remove();
  await rm(folder, { recursive: true, force: true });
});

const start = (variables: Record<string, string>) =>
  new Promise<{ code: number | null; output: string; errors: string }>((resolve) => {
    const env = { PATH: process.env['PATH'], DATA_DIR: join(folder, 'data'), DEMO: 'false', ...variables };
    const child = spawn(process.execPath, [server.entry], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let [output, errors] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.once('close', (code) => resolve({ code, output, errors }));
  });

it.each([
  ['PUBLIC_URL', 'localhost:3101'],
  ['PUBLIC_URL', 'ftp://x'],
  ['PUBLIC_URL', 'https://skills.example.org/path'],
  ['PORT', '0'],
  ['HOST', '127.0.0.1:3000'],
  ['HOST', 'no-such-host.invalid'],
  ['ALLOWED_HOSTS', '*'],
  ['TRUST_PROXY', 'yes'],
  ['LOG_FORMAT', 'xml'],
  ['ADMIN_EMAIL', 'nobody'],
  ['ADMIN_PASSWORD', 'x\ny and so much more'],
  ['DATA_DIR', 'file'],
  ['DATA_DIR', 'file/below'],
  ['DATA_DIR', 'with $dollar'],
  ['DATABASE_URL', 'postgres://u:%zz@127.0.0.1/d'],
])('the server exits with one line for %s=%j before it starts anything', async (name, value) => {
  const given = name === 'DATA_DIR' ? join(folder, value) : value;
  const { code, output, errors } = await start({ SESSION_SECRET: 'x'.repeat(32), [name]: given });
  expect([code, output]).toEqual([2, '']);
  expect(errors).toMatch(new RegExp(`^Skilltrace cannot start with these settings:\\n${name} must [^\\n]+\\n$`));
  expect(await readdir(folder)).not.toContain('data');
});

it('the server exits and stops its database if HOST is not an address of this machine', async () => {
  const { code, output, errors } = await start({ HOST: '192.0.2.1' });
  expect([code, output]).toEqual([2, expect.not.stringContaining('is ready')]);
  expect(errors).toContain('HOST must be an address of this machine');
  expect(await readdir(join(folder, 'data', 'postgres'))).not.toContain('postmaster.pid');
});
