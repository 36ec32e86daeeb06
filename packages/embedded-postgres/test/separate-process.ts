import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Rolldown } from 'tsdown';

/** The report of a separate process after it tried to acquire the database. */
export interface Report {
  url: string;
  superuserUrl: string;
  logged: string[];
  refused?: { name: string; message: string };
}

/**
 * Bundles `separate-process.entry.ts` for plain Node. The bundle is below this package, so that Node finds `pg`.
 *
 * @returns the path of the bundle, and a function that removes it
 */
export async function bundleSeparateProcess(): Promise<{ script: string; remove(): Promise<void> }> {
  const packageRoot = fileURLToPath(new URL('../', import.meta.url));
  const cache = join(packageRoot, 'node_modules', '.cache');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'separate-process-'));
  const script = join(folder, 'entry.mjs');
  await Rolldown.build({
    input: fileURLToPath(new URL('separate-process.entry.ts', import.meta.url)),
    platform: 'node',
    external: /^[^./]/,
    output: { file: script, format: 'esm' },
  });
  return { script, remove: () => rm(dirname(script), { recursive: true, force: true }) };
}

/** A separate Node process that uses the embedded database. It can be stopped or killed. */
export class SeparateProcess {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  readonly #reader: Interface;

  constructor(script: string, dataDir: string, purpose: 'server' | 'command') {
    this.#child = spawn(process.execPath, [script, dataDir, purpose], { stdio: ['pipe', 'pipe', 'inherit'] });
    if (!this.#child.stdout) throw new Error('the process has no stdout');
    this.#reader = createInterface({ input: this.#child.stdout });
    this.#lines = this.#reader[Symbol.asyncIterator]();
  }

  /** Returns its next report. */
  async report(): Promise<Report> {
    const { value, done } = await this.#lines.next();
    if (done) throw new Error('the process exited without a report');
    return JSON.parse(value) as Report;
  }

  /** Returns its exit code, or null if a signal ended it. */
  async release(): Promise<number | null> {
    this.#child.stdin?.write('release\n');
    await this.#ended();
    return this.#child.exitCode;
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended();
  }

  async #ended(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'exit');
  }
}
