import { CommanderError } from 'commander';
import { RepositoryError } from '../connectors/git/run-git.js';
import { ConfigError } from '../platform/config/config.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { PartlyDone, reasonOf } from '../platform/errors/partly-done.js';
import { isDatabaseUnavailable, translateDatabaseError } from '../platform/errors/sqlstate.js';
import { note, RolledBack, UsageError, type CommandIo } from './command-io.js';
import { exitCodes, type ExitCode } from './exit-codes.js';
import { InstallationError } from './with-installation.js';

/** Prints why a command failed, and returns its exit code. */
export function exitCodeOf(error: unknown, io: CommandIo): ExitCode {
  if (io.signal.aborted) {
    const isKnown = error instanceof PartlyDone || error instanceof RolledBack;
    note(io, `Stopped. ${isKnown ? error.message : 'Completed work is saved. Run the command again for the rest.'}`);
    return Object.values(exitCodes).find((code) => code === io.signal.reason) ?? exitCodes.interrupted;
  }
  if (error instanceof PartlyDone) {
    const { cause, message } = error;
    const isAway = isDatabaseUnavailable(cause);
    // Defects are printed with their stack, expected errors as a sentence.
    const reason =
      cause instanceof UsageError || cause instanceof RepositoryError ? `${cause.message}.` : (reasonOf(cause) ?? stackOf(cause));
    return printError(io, `${reason} ${message}`, isAway ? exitCodes.unavailable : exitCodes.problems);
  }
  // Commander has already printed its message. Showing help is not an error.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.fine : exitCodes.usage;
  if ([ConfigError, UsageError, RepositoryError].some((kind) => error instanceof kind))
    return printError(io, (error as Error).message, exitCodes.usage);
  if (error instanceof InstallationError || isDatabaseUnavailable(error))
    return printError(io, (error as Error).message, exitCodes.unavailable);
  const known = translateDatabaseError(error);
  if (!(known instanceof DomainError)) return printError(io, stackOf(error), exitCodes.problems);
  const fields = known.fields?.map(({ path, message }) => `${path} ${message}`).join('; ');
  if (known.code === 'VALIDATION_FAILED') return printError(io, fields ?? known.message, exitCodes.usage);
  return printError(io, known.message, known.code === 'UNAVAILABLE' ? exitCodes.unavailable : exitCodes.problems);
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function printError(io: CommandIo, message: string, code: ExitCode): ExitCode {
  note(io, `error: ${message}`);
  return code;
}
