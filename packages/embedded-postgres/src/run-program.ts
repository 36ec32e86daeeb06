import { spawn, type SpawnOptions } from 'node:child_process';

export interface ProgramOptions extends Pick<SpawnOptions, 'uid' | 'gid' | 'cwd' | 'env'> {
  /** The name for error messages, if the command is only what starts the program. */
  name?: string;
}

/** A program exited with an error or was killed. */
class ProgramFailedError extends Error {
  constructor(
    message: string,
    /** Null if a signal ended the program. */
    readonly exitCode: number | null,
  ) {
    super(message);
  }
}

/** The signals with which a terminal or a supervisor ends a process group. */
const ENDING_SIGNALS: readonly string[] = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM'];
const ATTEMPTS = 5;

/**
 * Runs a program until it exits. The program gets a process group of its own: Ctrl-C, or a supervisor that signals the group of
 * the server, would otherwise end the program halfway. The new process leaves the group a moment after it is created. If a signal
 * ends it before that, it has not started the program yet, so the program is started again.
 *
 * @returns its output, stdout and stderr together
 * @throws Error with the output if it fails
 */
export async function runProgram(command: string, words: string[], options: ProgramOptions = {}): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    const { code, signal, printed } = await runOnce(command, words, options);
    if (code === 0) return printed;
    const isEndedBeforeStart = signal !== null && ENDING_SIGNALS.includes(signal) && printed === '';
    if (isEndedBeforeStart && attempt < ATTEMPTS) continue;
    throw new ProgramFailedError(`${options.name ?? command} failed (${signal ?? `exit code ${code}`}): ${printed.trim()}`, code);
  }
}

interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  printed: string;
}

function runOnce(command: string, words: string[], { name: _, ...options }: ProgramOptions): Promise<Ended> {
  const child = spawn(command, words, { ...options, detached: true, windowsHide: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const output of [child.stdout, child.stderr]) output?.setEncoding('utf8').on('data', (chunk: string) => (printed += chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, printed }));
  });
}

/** Returns the output of a program, or undefined if the program is missing or exits with an error. Any other failure is thrown. */
export async function tryProgram(command: string, words: string[]): Promise<string | undefined> {
  try {
    return await runProgram(command, words);
  } catch (error) {
    const exited = error instanceof ProgramFailedError && error.exitCode !== null;
    if (exited || (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
