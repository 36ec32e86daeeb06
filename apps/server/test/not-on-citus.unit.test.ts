import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { NOT_ON_CITUS, reasonNotOnCitus } from './not-on-citus.js';

const tests = Object.entries(NOT_ON_CITUS).flatMap(([file, parts]) => Object.keys(parts).map((part) => ({ file, part })));

test.each(tests)('$file has a test with "$part" in its name', ({ file, part }) => {
  expect(readFileSync(file, 'utf8')).toContain(part);
});

test('a test that is not listed has no reason', () => {
  expect(reasonNotOnCitus('apps/server/src/projects/assignments.int.test.ts', 'assigns a person')).toBeUndefined();
  expect(reasonNotOnCitus('apps/server/src/analytics/tables-read.int.test.ts', 'read-activity')).toBeDefined();
});
