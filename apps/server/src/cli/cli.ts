import { runCli } from './run-cli.js';
import { exitCodes, type ExitCode } from './exit-codes.js';

const stop = new AbortController();

/** The first signal ends the command in order, the second at once. */
function onSignal(signal: NodeJS.Signals, code: ExitCode): void {
  process.on(signal, () => {
    if (stop.signal.aborted) process.exit(code);
    process.stderr.write('\nStopping; once more to end at once.\n');
    stop.abort(code);
  });
}

onSignal('SIGINT', exitCodes.interrupted);
onSignal('SIGTERM', exitCodes.terminated);
// `skilltrace … | head` closes our output early: nothing to complain about.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const { stdin, stdout, stderr, env } = process;
process.exitCode = await runCli(process.argv.slice(2), { stdin, stdout, stderr, env, signal: stop.signal });
// An unread standard input would keep the process.
stdin.destroy();
