#!/usr/bin/env node
// `exec <program> <arguments…>` for shells without a built-in exec: cmd.exe finds this file in node_modules/.bin. A POSIX
// shell never runs it, but uses its built-in. So npm signals the server directly and waits until its database has stopped.
import { spawn } from 'node:child_process';

const [program, ...words] = process.argv.slice(2);
if (program === undefined) {
  process.stderr.write('Usage: exec <program> [arguments]\n');
  process.exit(2);
}
const child = spawn(program, words, { stdio: 'inherit' });
// A console sends Ctrl-C to all its processes. The program decides when to exit.
for (const signal of ['SIGINT', 'SIGBREAK']) process.on(signal, () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('error', (error) => {
  process.stderr.write(`exec: ${program} could not be started: ${error.message}\n`);
  process.exit(127);
});
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
