import { expect, test } from 'vitest';
import { standingWords } from './standing-words.ts';

const ana = { name: 'Ana', assignments: 2, isSelf: false };

test('leaving says what ends and what stays', () => {
  const { sentences } = standingWords('leave', ana);
  expect(sentences.join(' ')).toMatch(/cannot sign in.*API tokens.*2 active assignments end\..*Both ledgers stay/);
  expect(standingWords('leave', { ...ana, assignments: 0 }).sentences[2]).toBe('There is no active assignment to end.');
  expect(standingWords('leave', { ...ana, assignments: 1 }).sentences[2]).toBe('1 active assignment ends.');
});

test('who does it to themselves is told so', () => {
  expect(standingWords('leave', { ...ana, isSelf: true }).sentences[0]).toBe('You are signed out at once and cannot sign in again.');
  expect(standingWords('takeAdmin', { ...ana, isSelf: true }).sentences[0]).toMatch(/^You lose this part/);
});
