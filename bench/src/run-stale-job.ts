import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { Workbench } from './workbench.js';

/** The result of the job, its duration in seconds, and the memory of its process in bytes. */
export interface JobRun {
  seconds: number;
  created: number;
  stale: number;
  skippedPending: number;
  employees: number;
  memory: { before: number; peak: number };
}

/** Runs the nightly job in a separate process and waits for its result. */
export async function runStaleJob(bench: Workbench, now: string): Promise<JobRun> {
  const entry = decodeURIComponent(new URL('stale-job-process.js', import.meta.url).pathname);
  const job = spawn(process.execPath, ['--expose-gc', entry], {
    env: { ...process.env, DATABASE_URL: bench.logins.serverUrl, NOW: now, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output, [code]] = await Promise.all([text(job.stdout), once(job, 'exit')]);
  const line = output.trim().split('\n').at(-1);
  if (code !== 0 || !line) throw new Error(`The stale-skill job exited with ${code}`);
  return JSON.parse(line) as JobRun;
}
