import { describe, expect, it } from 'vitest';
import { choosePartitionedTests, describePartitionedTests, isPartitioned, type PartitionedTests } from './partitioned-tests.js';

const half = (commit: string): PartitionedTests => ({ which: 'half', parts: 4, commit });
const FILES = Array.from({ length: 100 }, (_, at) => `/somewhere/apps/server/src/area-${at}.int.test.ts`);
const chosenBy = (commit: string) => FILES.filter((file) => isPartitioned(file, half(commit)));

describe('the test files that use partitions', () => {
  it('are about half of them, one half or the other, depending on the commit', () => {
    const halves = new Set(Array.from({ length: 20 }, (_, at) => chosenBy(`commit ${at}`).join()));
    expect(halves.size).toBe(2);
    const [one = [], other = []] = [...halves].map((files) => files.split(','));
    expect([...one, ...other].toSorted()).toEqual(FILES.toSorted());
    expect(Math.min(one.length, other.length)).toBeGreaterThan(30);
  });

  it('do not depend on the folder of the checkout', () => {
    for (const file of FILES)
      expect(isPartitioned(file.replace('/somewhere', 'C:/elsewhere'), half('c'))).toBe(isPartitioned(file, half('c')));
  });

  it('are all of them or none with TEST_PARTITIONS', () => {
    const [all, none] = [choosePartitionedTests('16'), choosePartitionedTests('0')];
    expect(FILES.filter((file) => isPartitioned(file, all))).toEqual(FILES);
    expect(FILES.filter((file) => isPartitioned(file, none))).toEqual([]);
    for (const wrong of ['all', '-1', '1.5', '1000']) expect(() => choosePartitionedTests(wrong)).toThrow('TEST_PARTITIONS');
  });

  it('are named in the output, with the variable that changes them', () => {
    expect(describePartitionedTests(half('0123456789abcdef'))).toContain('commit 01234567');
    for (const variable of ['0', '8'])
      expect(describePartitionedTests(choosePartitionedTests(variable))).toContain(`TEST_PARTITIONS=${variable}`);
  });
});
