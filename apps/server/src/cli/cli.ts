import { runCli } from './run-cli.js';
import { exitCodes, type ExitCode } from './exit-codes.js';
import { listenForStop, type StopRequested, type StopSignal } from '../platform/process/stop-signals.js';

const CODES: Record<StopSignal, ExitCode> = {
  SIGINT: exitCodes.interrupted,
  SIGQUIT: exitCodes.interrupted,
  SIGTERM: exitCodes.terminated,
  SIGHUP: exitCodes.hungUp,
};

/** The first signal stops the command cleanly. A later one exits without waiting for its work. */
const stop = listenForStop(() => process.stderr.write('\nStopping. To exit immediately, press Ctrl-C again after 2 seconds.\n'));
const stopping = new AbortController();
stop.requested.addEventListener('abort', () => stopping.abort(CODES[(stop.requested.reason as StopRequested).signal]));
// Writing to a closed terminal fails. That must not end the command.
process.stderr.on('error', () => {});
// `skilltrace … | head` closes our output early. That is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
});

const { stdin, stdout, stderr, env } = process;
process.exitCode = await runCli(process.argv.slice(2), { stdin, stdout, stderr, env, signal: stopping.signal, forced: stop.forced });
// An unread standard input would keep the process alive.
stdin.destroy();
// Abandoned work may still hold a connection.
if (stop.forced.aborted) process.exit();
