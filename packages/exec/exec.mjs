#!/usr/bin/env node
// `exec <program> <arguments…>` where the shell has no exec of its own (cmd.exe finds this file in node_modules/.bin). A POSIX
// shell never runs it. With its own exec, npm signals the server itself and waits until its database has stopped.
import { spawn } from 'node:child_process';

const [program, ...words] = process.argv.slice(2);
if (program === undefined) {
  process.stderr.write('Usage: exec <program> [arguments]\n');
  process.exit(2);
}
const child = spawn(program, words, { stdio: 'inherit' });
// A console sends Ctrl-C to every process in it: the program decides when to end.
for (const signal of ['SIGINT', 'SIGBREAK']) process.on(signal, () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('error', (error) => {
  process.stderr.write(`exec: ${program} could not be started: ${error.message}\n`);
  process.exit(127);
});
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
