import { CommanderError } from 'commander';
import { RepositoryError } from '../connectors/git/run-git.js';
import { ConfigError } from '../platform/config/config.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { PartlyDone, reasonOf } from '../platform/errors/partly-done.js';
import { isDatabaseAway, translateDatabaseError } from '../platform/errors/sqlstate.js';
import { note, UsageError, type CommandIo } from './command-io.js';
import { exitCodes, type ExitCode } from './exit-codes.js';
import { InstallationError } from './with-installation.js';

/** Says why a command failed, and which exit code that is. */
export function exitCodeOf(error: unknown, io: CommandIo): ExitCode {
  if (io.signal.aborted) {
    note(io, `Stopped. ${error instanceof PartlyDone ? error.message : 'What stood by then stands; run the command again for the rest.'}`);
    return Object.values(exitCodes).find((code) => code === io.signal.reason) ?? exitCodes.interrupted;
  }
  if (error instanceof PartlyDone) {
    const { cause, message } = error;
    const isAway = isDatabaseAway(cause);
    // A defect is told with its stack; what is meant for people, in their words.
    const reason =
      cause instanceof UsageError || cause instanceof RepositoryError ? `${cause.message}.` : (reasonOf(cause) ?? stackOf(cause));
    return say(io, `${reason} ${message}`, isAway ? exitCodes.unavailable : exitCodes.problems);
  }
  // Commander has spoken already, and asking for help is no mistake.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.fine : exitCodes.usage;
  if ([ConfigError, UsageError, RepositoryError].some((kind) => error instanceof kind))
    return say(io, (error as Error).message, exitCodes.usage);
  if (error instanceof InstallationError || isDatabaseAway(error)) return say(io, (error as Error).message, exitCodes.unavailable);
  const known = translateDatabaseError(error);
  if (!(known instanceof DomainError)) return say(io, stackOf(error), exitCodes.problems);
  const fields = known.fields?.map(({ path, message }) => `${path} ${message}`).join('; ');
  if (known.code === 'VALIDATION_FAILED') return say(io, fields ?? known.message, exitCodes.usage);
  return say(io, known.message, known.code === 'UNAVAILABLE' ? exitCodes.unavailable : exitCodes.problems);
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function say(io: CommandIo, message: string, code: ExitCode): ExitCode {
  note(io, `error: ${message}`);
  return code;
}
