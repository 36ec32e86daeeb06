import { expect, test } from 'vitest';
import { statusChangeWords } from './status-change-words.ts';

const ana = { name: 'Ana', assignments: 2, isSelf: false };

test('the confirmation before a deactivation lists what ends and what is kept', () => {
  const { sentences } = statusChangeWords('leave', ana);
  expect(sentences.join(' ')).toMatch(/cannot sign in.*API tokens.*2 active assignments end\..*All signals and validated levels are kept/);
  expect(statusChangeWords('leave', { ...ana, assignments: 0 }).sentences[2]).toBe('There is no active assignment to end.');
  expect(statusChangeWords('leave', { ...ana, assignments: 1 }).sentences[2]).toBe('1 active assignment ends.');
});

test('the confirmation addresses admins as "you" when they change their own account', () => {
  const self = { ...ana, isSelf: true };
  expect(statusChangeWords('leave', self).sentences[0]).toBe('You are signed out immediately and cannot sign in again.');
  expect(statusChangeWords('takeAdmin', self).sentences[0]).toMatch(/^You lose access to the admin pages/);
});
