import { ConfigError, parseConfig } from '../platform/config/config.js';
import type { OpenInstallation } from '../installation/open-installation.js';
import { whenAborted } from '../platform/process/stop-signals.js';
import { note, type CommandIo } from './command-io.js';

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
      installation.lost.then((reason) => Promise.reject(new InstallationError(reason.message))),
    ]);
  } finally {
    await installation.close();
  }
}

async function open(config: ReturnType<typeof parseConfig>, io: CommandIo): Promise<OpenInstallation> {
  try {
    // Imported here because it is most of the program, and `--help` does not need it.
    const { openInstallation } = await import('../installation/open-installation.js');
    return await openInstallation(config, 'command', (message) => note(io, message), io.signal);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new InstallationError(`Cannot open the installation: ${error instanceof Error ? error.message || error.name : String(error)}`, {
      cause: error,
    });
  }
}
