import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { Workbench } from './workbench.js';

/** What the job told, and what it took: its time in seconds and its process's memory in bytes. */
export interface JobRun {
  seconds: number;
  created: number;
  stale: number;
  skippedPending: number;
  employees: number;
  memory: { before: number; peak: number };
}

/** Runs the nightly job in a process of its own, as a server's midnight would, and waits for what it says of itself. */
export async function runStaleJob(bench: Workbench, now: string): Promise<JobRun> {
  const entry = decodeURIComponent(new URL('stale-job-process.js', import.meta.url).pathname);
  const job = spawn(process.execPath, ['--expose-gc', entry], {
    env: { ...process.env, DATABASE_URL: bench.logins.serverUrl, NOW: now, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output, [code]] = await Promise.all([text(job.stdout), once(job, 'exit')]);
  const line = output.trim().split('\n').at(-1);
  if (code !== 0 || !line) throw new Error(`The stale-skill job ended with ${code}`);
  return JSON.parse(line) as JobRun;
}
