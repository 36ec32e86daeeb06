import { expect, test } from 'vitest';
import { namePattern, namePatternInJson } from './name-pattern.js';

// What the database finds with it, its own test shows; the form is told here only as far as it is a matter of safety.
test.each(['A.B* (c) [d]', String.raw`\m\M`, 'x{2}|y', "O'Neil-Łukasz $^", '***:(?i)a b'])('escapes what means something (%s)', (name) => {
  const pattern = namePattern({ name, email: 'a+b@example.org' });
  const outside = pattern.replaceAll(/\\[^\p{L}\p{N}]/gu, '');
  expect(outside).not.toMatch(/[*^$\\{}]|\+b/);
});

test('looks for a name of one letter not at all, and for the address always', () => {
  const [word, address] = [namePattern({ name: 'X', email: 'q@w' }), namePattern({ name: 'Xy', email: 'q@w' })];
  expect(address.startsWith('(?<![[:alnum:]_])(?:Xy)(?![[:alnum:]_])|')).toBe(true);
  expect(word).toBe(address.slice(address.indexOf('|') + 1));
});

test('escapes quotes and backslashes inside JSON', () => {
  expect(namePatternInJson({ name: 'Jo "J" Li', email: 'j@w' })).toContain(String.raw`\\\"`);
});
