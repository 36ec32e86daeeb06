import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { basename } from 'node:path';

/** Which test files store the two ledgers in partitions, and in how many. */
export interface PartitionedTests {
  which: 'all' | 'half' | 'none';
  parts: number;
  /** The half changes with the commit, so that each file runs in both forms over time. */
  commit: string;
}

const USUAL_PARTS = 4;

/** Reads TEST_PARTITIONS: a number of partitions for all files, or 0 for none. Without it, half of the files use 4 partitions. */
export function choosePartitionedTests(variable = process.env['TEST_PARTITIONS']): PartitionedTests {
  const commit = currentCommit();
  if (variable === undefined || variable === '') return { which: 'half', parts: USUAL_PARTS, commit };
  const parts = Number(variable);
  if (!/^\d{1,3}$/.test(variable)) throw new Error(`TEST_PARTITIONS must be a number of partitions, or 0, not "${variable}"`);
  return { which: parts === 0 ? 'none' : 'all', parts, commit };
}

/** Whether a test file uses partitions. The two halves are the same for all commits; the commit selects one of them. */
export function isPartitioned(file: string, { which, commit }: PartitionedTests): boolean {
  if (which !== 'half') return which === 'all';
  return isOdd(basename(file)) === isOdd(commit);
}

export function describePartitionedTests({ which, parts, commit }: PartitionedTests): string {
  if (which === 'none') return 'Partitions: no test file uses them (TEST_PARTITIONS=0).';
  if (which === 'all') return `Partitions: every test file uses ${parts} (TEST_PARTITIONS=${parts}).`;
  return `Partitions: half of the test files use ${parts}, chosen by the commit ${commit.slice(0, 8)}. TEST_PARTITIONS=${parts} selects all, TEST_PARTITIONS=0 none.`;
}

function isOdd(text: string): boolean {
  return (createHash('sha256').update(text).digest()[0] ?? 0) % 2 === 1;
}

function currentCommit(): string {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return 'none';
  }
}
