import { spawn } from 'node:child_process';
import type { Block } from './page-blocks.js';

export interface Ran {
  code: number;
  output: string;
}

/** Runs a block, or some of its lines, in bash, and stops at the first failing command. */
export async function runInShell(code: string, cwd: string, variables: Record<string, string>): Promise<Ran> {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^PG|^DATABASE_URL$/.test(name)));
  const child = spawn('bash', ['-e', '-u', '-o', 'pipefail', '-c', code], {
    cwd,
    env: { ...inherited, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve({ code: status ?? -1, output: output.trim() }));
  });
}

/** Like `runInShell`. @throws Error with the output if the block fails */
export async function mustRun(code: string, cwd: string, variables: Record<string, string> = {}): Promise<string> {
  const ran = await runInShell(code, cwd, variables);
  if (ran.code !== 0) throw new Error(`exit code ${ran.code} of\n${code}\n${ran.output}`);
  return ran.output;
}

/** Returns the lines of a block without those that start with one of these words; the test runs those in another way. */
export function withoutLines(block: Block, ...beginnings: string[]): string {
  const lines = block.code.split('\n');
  for (const beginning of beginnings)
    if (!lines.some((line) => line.startsWith(beginning))) throw new Error(`no line with ${beginning} in\n${block.code}`);
  return lines.filter((line) => !beginnings.some((beginning) => line.startsWith(beginning))).join('\n');
}
