import { runCli } from './run-cli.js';
import { exitCodes, type ExitCode } from './exit-codes.js';
import { listenForStop, type StopRequested, type StopSignal } from '../platform/process/stop-signals.js';

const CODES: Record<StopSignal, ExitCode> = {
  SIGINT: exitCodes.interrupted,
  SIGQUIT: exitCodes.interrupted,
  SIGTERM: exitCodes.terminated,
  SIGHUP: exitCodes.hungUp,
};

/** The first signal ends the command in order, one that comes later without waiting for its work. */
const stop = listenForStop(() => process.stderr.write('\nStopping; once more after a moment to end without waiting.\n'));
const asked = new AbortController();
stop.requested.addEventListener('abort', () => asked.abort(CODES[(stop.requested.reason as StopRequested).signal]));
// A terminal that was closed takes no more lines.
process.stderr.on('error', () => {});
// `skilltrace … | head` closes our output early: nothing to complain about.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
});

const { stdin, stdout, stderr, env } = process;
process.exitCode = await runCli(process.argv.slice(2), { stdin, stdout, stderr, env, signal: asked.signal, forced: stop.forced });
// An unread standard input would keep the process.
stdin.destroy();
// Work that was not waited for may still hold a connection.
if (stop.forced.aborted) process.exit();
