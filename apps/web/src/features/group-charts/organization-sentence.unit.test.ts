import type { SkillDistribution } from '@skilltrace/contract';
import { expect, test } from 'vitest';
import { periodOf, type TimeParameters } from '#lib/time-range.ts';
import { organizationSentence } from './organization-sentence.ts';

const items = [
  ['SQL', 3],
  ['React', 1200],
  ['Go', 3],
  ['Zig', 1],
].map(([name, signals], index) => ({ skillId: index + 1, name, signals }) as SkillDistribution['items'][number]);
const now = new Date(2026, 10, 21, 12);
const sentence = (some: typeof items, asked: TimeParameters = {}) => organizationSentence({ items: some }, periodOf(asked, now));

test('the sentence names the number of signals and the skills with the most signals', () => {
  expect(sentence(items)).toMatch(/^Last 90 days: 1[.,’' ]?207 signals for 4 skills, most for React, Go, and SQL\.$/);
  expect(sentence(items.slice(0, 1))).toBe('Last 90 days: 3 signals for SQL.');
});

test('the sentence names the range', () => {
  expect(sentence(items.slice(0, 1), { range: 'all' })).toBe('3 signals for SQL.');
  expect(sentence([], { range: 'all' })).toBe('No signals yet.');
  expect(sentence([], { range: '1y' })).toBe('Last 12 months: no signals.');
  expect(sentence(items.slice(0, 1), { from: '2026-05-01', to: '2026-06-30' })).toMatch(/^From .*May.* to .*Jun.*: 3 signals for SQL\.$/);
  expect(sentence(items.slice(0, 1), { asOf: '2026-10-03' })).toMatch(/^90 days up to .*Oct.*: 3 signals for SQL\.$/);
});
