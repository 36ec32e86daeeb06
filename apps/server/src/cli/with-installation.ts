import { ConfigError, parseConfig } from '../platform/config/config.js';
import type { OpenInstallation } from '../installation/open-installation.js';
import { orStopped, whenAborted } from '../platform/process/stop-signals.js';
import { note, UsageError, type CommandIo } from './command-io.js';

/** The installation cannot be opened or was lost: exit code 3. */
export class InstallationError extends Error {}

/**
 * Opens the installation that the environment configures, runs `work`, and always closes the installation again.
 *
 * @throws ConfigError for invalid settings, InstallationError if the installation cannot be opened or is lost
 */
export async function withInstallation<Result>(io: CommandIo, work: (installation: OpenInstallation) => Promise<Result>): Promise<Result> {
  const config = parseConfig(io.env, false);
  io.signal.throwIfAborted();
  const installation = await open(config, io);
  try {
    io.signal.throwIfAborted();
    return await Promise.race([
      work(installation),
      whenAborted(io.forced),
      orStopped(
        installation.lost.then((reason) => Promise.reject(new InstallationError(reason.message))),
        io.signal,
      ),
    ]);
  } finally {
    await installation.close();
  }
}

/**
 * Migrates the database in DATABASE_URL, creates its logins, and runs `work` with that URL, without the other parts of an installation.
 *
 * @throws ConfigError for invalid settings, UsageError without DATABASE_URL, InstallationError if the database cannot be used
 */
export async function withOwnerUrl<Result>(io: CommandIo, work: (ownerUrl: string) => Promise<Result>): Promise<Result> {
  const config = parseConfig(io.env, false);
  const ownerUrl = config.databaseUrl;
  if (ownerUrl === undefined)
    throw new UsageError('DATABASE_URL must be the URL of your own PostgreSQL database, with its owner as the user');
  io.signal.throwIfAborted();
  try {
    const { openLogins } = await import('../installation/open-logins.js');
    await openLogins(config, ownerUrl, (message) => note(io, message));
  } catch (error) {
    throw cannotOpen(error);
  }
  io.signal.throwIfAborted();
  return Promise.race([work(ownerUrl), whenAborted(io.forced)]);
}

async function open(config: ReturnType<typeof parseConfig>, io: CommandIo): Promise<OpenInstallation> {
  try {
    // Imported here because it is most of the program, and `--help` does not need it.
    const { openInstallation } = await import('../installation/open-installation.js');
    return await orStopped(
      openInstallation(config, 'command', (message) => note(io, message), io.signal),
      io.signal,
    );
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw cannotOpen(error);
  }
}

const cannotOpen = (error: unknown) =>
  new InstallationError(`Cannot open the installation: ${error instanceof Error ? error.message || error.name : String(error)}`, {
    cause: error,
  });
