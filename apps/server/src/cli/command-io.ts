import type { Readable, Writable } from 'node:stream';
import type { Output } from '../platform/terminal/output.js';
import type { ExitCode } from './exit-codes.js';

/** The streams of the process, passed in so that a test can replace the terminal. */
export interface CommandStreams extends Omit<CommandIo, 'stdout' | 'stderr'> {
  stdout: Writable;
  stderr: Writable & { isTTY?: boolean };
}

/** The input and output of a command. */
export interface CommandIo {
  stdin: Readable;
  /** Only results. */
  stdout: Output;
  /** Progress, notes and errors. On a terminal, progress is a bar. */
  stderr: Output;
  env: NodeJS.ProcessEnv;
  /** Aborted by Ctrl-C, by SIGTERM and when the terminal is closed. Its reason is the exit code. */
  signal: AbortSignal;
  /** Aborted by a later signal. The command then exits without waiting for its work. */
  forced: AbortSignal;
}

/** The input and output of a command, and a callback that sets its exit code. */
export interface CommandContext {
  io: CommandIo;
  end: (code: ExitCode) => void;
}

/** Wrong arguments or a wrong input file. The CLI prints only the message and exits with code 2. */
export class UsageError extends Error {}

/** An interrupted command that changed nothing. */
export class RolledBack extends Error {
  constructor() {
    super('Nothing was changed. Run the command again.');
  }
}

/** Writes a line to stderr. */
export function note(io: CommandIo, message: string): void {
  io.stderr.write(`${message}\n`);
}
