import { expect, test } from 'vitest';
import { nearMiss, withTag } from './tags.ts';

test('a tag is added once, without surrounding spaces and with its case kept', () => {
  expect(withTag(['React'], '  Node.js ')).toEqual(['React', 'Node.js']);
  expect(withTag(['React'], 'React')).toEqual(['React']);
  expect(withTag(['React'], 'react')).toEqual(['React', 'react']);
  expect(withTag(['React'], ' \n ')).toEqual(['React']);
  expect(withTag([], 'two\nlines')).toEqual(['two lines']);
});

test('a list of 100 tags accepts no further tag', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => `tag ${index}`);
  expect(withTag(hundred, 'one more')).toEqual(hundred);
});

test.each([
  ['react', 'React'],
  ['nodejs', 'Node.js'],
  ['ci-cd', undefined],
  ['React', undefined],
  ['backend', undefined],
])('the similar skill name for the tag %s is %s', (tag, name) => {
  expect(nearMiss(tag, ['React', 'Node.js', 'CI/CD'])).toBe(name);
});
