// Runs several commands concurrently: `node scripts/run-together.mjs [--until-first] "<command>" "<command>" …`. Exits when
// all have finished or one has failed; with `--until-first` (servers), when any of them has exited. Ctrl-C stops all of
// them.
import { spawn } from 'node:child_process';

const untilFirst = process.argv[2] === '--until-first';
const commands = process.argv.slice(untilFirst ? 3 : 2);
const isWindows = process.platform === 'win32';

// Each command has its own process group, so that the processes its shell started are stopped too.
const children = commands.map((command) => spawn(command, { shell: true, stdio: 'inherit', detached: !isWindows }));
let code = 0;
let ending = false;

function end(signal) {
  if (ending) return;
  ending = true;
  for (const { pid } of children) {
    try {
      process.kill(isWindows ? pid : -pid, signal);
    } catch {
      // The process has already exited.
    }
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(signal));

await Promise.all(
  children.map(
    (child) =>
      new Promise((done) => {
        child.on('exit', (exitCode, signal) => {
          if (!ending && (exitCode !== 0 || untilFirst)) {
            code = exitCode ?? (signal ? 1 : 0);
            end('SIGTERM');
          }
          done();
        });
      }),
  ),
);
process.exitCode = code;
