import { expect, test } from 'vitest';
import { nearMiss, withTag } from './tags.ts';

test('a tag is added once, without blanks around it, in its own letters', () => {
  expect(withTag(['React'], '  Node.js ')).toEqual(['React', 'Node.js']);
  expect(withTag(['React'], 'React')).toEqual(['React']);
  expect(withTag(['React'], 'react')).toEqual(['React', 'react']);
  expect(withTag(['React'], ' \n ')).toEqual(['React']);
  expect(withTag([], 'two\nlines')).toEqual(['two lines']);
});

test('a hundred tags are enough', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => `tag ${index}`);
  expect(withTag(hundred, 'one more')).toEqual(hundred);
});

test.each([
  ['react', 'React'],
  ['nodejs', 'Node.js'],
  ['ci-cd', undefined],
  ['React', undefined],
  ['backend', undefined],
])('%s is nearly %s', (tag, name) => {
  expect(nearMiss(tag, ['React', 'Node.js', 'CI/CD'])).toBe(name);
});
