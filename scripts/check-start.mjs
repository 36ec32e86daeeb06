// Starts the product as a new user would (`npm start`), waits until it is ready, sends it a few requests, and stops it.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MINUTES = 10;
const port = process.env['PORT'] ?? '3099';
const folder = await mkdtemp(join(tmpdir(), 'skilltrace-start-'));
const isWindows = process.platform === 'win32';
const npm = spawn('npm', ['start'], {
  shell: isWindows,
  detached: !isWindows,
  stdio: ['ignore', 'pipe', 'inherit'],
  env: { ...process.env, PORT: port, DATA_DIR: join(folder, 'data') },
});
const ended = new Promise((resolve) => npm.once('exit', (code, signal) => resolve(signal ?? code)));

function stop() {
  if (isWindows) spawn('taskkill', ['/pid', String(npm.pid), '/t', '/f'], { stdio: 'ignore' });
  else process.kill(-npm.pid, 'SIGTERM');
}

const ready = new Promise((resolve, reject) => {
  let said = '';
  npm.stdout.on('data', (chunk) => {
    process.stdout.write(chunk);
    said += chunk;
    if (said.includes('is ready at')) resolve();
  });
  void ended.then((code) => reject(new Error(`npm start exited with ${code} before it was ready`)));
  setTimeout(() => reject(new Error(`npm start was not ready within ${MINUTES} minutes`)), MINUTES * 60_000).unref();
});

try {
  await ready;
  const answers = await Promise.all(['/readyz', '/', '/api/installation'].map((path) => fetch(`http://127.0.0.1:${port}${path}`)));
  const failed = answers.find(({ ok }) => !ok);
  if (failed) throw new Error(`${failed.url} was answered with ${failed.status}`);
  stop();
  const code = await ended;
  if (!isWindows && code !== 0) throw new Error(`npm start exited with ${code} after SIGTERM`);
  console.log('npm start became ready, answered requests, and stopped');
} catch (error) {
  console.error(error.message);
  stop();
  process.exitCode = 1;
} finally {
  await ended;
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 500 });
}
