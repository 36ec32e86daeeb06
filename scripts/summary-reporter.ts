import { basename } from 'node:path';
import type { ProvidedContext } from 'vitest';
import type { Reporter, TestModule } from 'vitest/node';
import { isPartitioned } from '../apps/server/test/partitioned-tests.js';

/** Prints a plain summary at the end of a run, which programs can read in any terminal. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) {
      if (module.state() === 'failed' && [...module.children.allTests('failed')].length === 0) counts.failed += 1;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state !== 'pending') counts[state] += 1;
      }
    }
    const failed = modules.filter((module) => module.state() === 'failed');
    const partitioned = failed.filter(ranOnPartitions).map(({ moduleId }) => basename(moduleId));
    if (partitioned.length > 0) process.stdout.write(`\nFailed on partitions: ${partitioned.join(', ')}\n`);
    process.stdout.write(
      `\nTests: ${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}\n`,
    );
  }
}

function ranOnPartitions({ moduleId, project }: TestModule): boolean {
  const { partitionedTests }: Partial<ProvidedContext> = project.getProvidedContext();
  return partitionedTests !== undefined && isPartitioned(moduleId, partitionedTests);
}
