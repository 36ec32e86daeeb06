// Runs several commands at once: `node scripts/run-together.mjs [--until-first] "<command>" "<command>" …`. Ends with the
// first that fails, or with all of them; with `--until-first` (servers) as soon as any ends. Ctrl-C ends every one of them.
import { spawn } from 'node:child_process';

const untilFirst = process.argv[2] === '--until-first';
const commands = process.argv.slice(untilFirst ? 3 : 2);
const isWindows = process.platform === 'win32';

// Each in a process group of its own: what a shell started ends with it.
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
      // It has ended already.
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
