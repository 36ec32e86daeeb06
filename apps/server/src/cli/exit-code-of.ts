import { CommanderError } from 'commander';
import { ConfigError } from '../platform/config/config.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { isDatabaseAway, translateDatabaseError } from '../platform/errors/sqlstate.js';
import { note, UsageError, type CommandIo } from './command-io.js';
import { exitCodes, type ExitCode } from './exit-codes.js';
import { InstallationError } from './with-installation.js';

/** Says why a command failed, and which exit code that is. */
export function exitCodeOf(error: unknown, io: CommandIo): ExitCode {
  if (io.signal.aborted) {
    note(io, 'Stopped. What stood by then stands; run the command again for the rest.');
    return io.signal.reason === exitCodes.terminated ? exitCodes.terminated : exitCodes.interrupted;
  }
  // Commander has spoken already, and asking for help is no mistake.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.fine : exitCodes.usage;
  if (error instanceof ConfigError || error instanceof UsageError) return say(io, error.message, exitCodes.usage);
  if (error instanceof InstallationError || isDatabaseAway(error)) return say(io, (error as Error).message, exitCodes.unavailable);
  const known = translateDatabaseError(error);
  if (!(known instanceof DomainError))
    return say(io, error instanceof Error ? (error.stack ?? error.message) : String(error), exitCodes.problems);
  const fields = known.fields?.map(({ path, message }) => `${path} ${message}`).join('; ');
  if (known.code === 'VALIDATION_FAILED') return say(io, fields ?? known.message, exitCodes.usage);
  return say(io, known.message, known.code === 'UNAVAILABLE' ? exitCodes.unavailable : exitCodes.problems);
}

function say(io: CommandIo, message: string, code: ExitCode): ExitCode {
  note(io, `error: ${message}`);
  return code;
}
