import { expect, test } from 'vitest';
import { EXCERPT_SOURCE, excerptOf } from './evidence-excerpt.js';

const lengthOf = (text: string) => [...text].length;

test('excerptOf returns a short update unchanged', () => {
  expect(excerptOf('Drew the first map')).toBe('Drew the first map');
  expect(excerptOf('x'.repeat(140))).toBe('x'.repeat(140));
});

test('excerptOf returns a single line', () => {
  expect(excerptOf('\n  Drew\r\n\r\n\tthe   first\u00A0map \n')).toBe('Drew the first map');
});

test('excerptOf cuts at a word and adds an ellipsis within 140 characters', () => {
  const text = `${'word '.repeat(27)}and more of it`;
  expect(excerptOf(text)).toBe(`${'word '.repeat(27)}and…`);
  expect(lengthOf(excerptOf(text))).toBe(139);
  expect(excerptOf(`${'word '.repeat(27)}everything`)).toBe(`${'word '.repeat(27).trimEnd()}…`);
  expect(excerptOf(`${'a'.repeat(139)} b`)).toBe(`${'a'.repeat(139)}…`);
});

test('excerptOf cuts a long word if dropping it would remove most of the excerpt', () => {
  expect(excerptOf(`See https://example.org/${'path/'.repeat(40)}`)).toBe(`See https://example.org/${'path/'.repeat(23)}…`);
  expect(excerptOf('字'.repeat(141))).toBe(`${'字'.repeat(139)}…`);
});

test('excerptOf counts code points and never splits one', () => {
  expect(excerptOf('🗺'.repeat(140))).toBe('🗺'.repeat(140));
  const excerpt = excerptOf('🗺'.repeat(141));
  expect(excerpt).toBe(`${'🗺'.repeat(139)}…`);
  expect(excerpt.isWellFormed()).toBe(true);
});

test('excerptOf adds an ellipsis if the update continues after a long run of white space', () => {
  const beginning = `Begun${' '.repeat(EXCERPT_SOURCE)}`;
  expect(excerptOf(beginning.slice(0, EXCERPT_SOURCE + 1))).toBe('Begun…');
  expect(excerptOf(beginning.slice(0, EXCERPT_SOURCE))).toBe('Begun');
});

test('excerptOf needs only the characters that the statement reads', () => {
  for (const text of ['word '.repeat(2_000), 'x'.repeat(10_000), '🗺 '.repeat(5_000), `a${'\n'.repeat(9_000)}b`]) {
    const beginning = [...text].slice(0, EXCERPT_SOURCE + 1).join('');
    if (!text.startsWith('a')) expect(excerptOf(beginning)).toBe(excerptOf(text));
    expect(lengthOf(excerptOf(beginning))).toBeLessThanOrEqual(140);
    expect(excerptOf(beginning)).not.toMatch(/\s…$|\n/);
  }
});
