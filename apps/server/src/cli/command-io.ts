import type { Readable, Writable } from 'node:stream';
import type { Output } from '../platform/terminal/output.js';
import type { ExitCode } from './exit-codes.js';

/** The streams of the process; handed in, so that a test can be the terminal. */
export interface CommandStreams extends Omit<CommandIo, 'stdout' | 'stderr'> {
  stdout: Writable;
  stderr: Writable & { isTTY?: boolean };
}

/** What a command reads from and prints to. */
export interface CommandIo {
  stdin: Readable;
  /** Results, and nothing else. */
  stdout: Output;
  /** Progress, notes and errors; a terminal gets a bar. */
  stderr: Output;
  env: NodeJS.ProcessEnv;
  /** Fires on Ctrl-C, SIGTERM and when the terminal is closed; its reason is the exit code. */
  signal: AbortSignal;
  /** Fires when another signal comes later: the work is not waited for any more. */
  forced: AbortSignal;
}

/** What a command needs of its surroundings, and where it leaves its exit code. */
export interface CommandContext {
  io: CommandIo;
  end: (code: ExitCode) => void;
}

/** Wrong arguments or a wrong input file: exit code 2, and the message is all that is said. */
export class UsageError extends Error {}

/** Says something on stderr. */
export function note(io: CommandIo, message: string): void {
  io.stderr.write(`${message}\n`);
}
