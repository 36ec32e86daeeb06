import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { harmfulCharacters } from '../../../test/harmful-characters.js';
import { printable, printableLine } from './printable.js';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom('\x1b[31m', '\x9b2J', '\u202e', '\u2028', '\r', '\n', '\t', '\x7f', '\ud800', '\\u001b', 'Ada', '"'))
    .map((parts) => parts.join('')),
);

describe('printable', () => {
  it('does not change text in any script', () => {
    for (const text of ['Zoë', 'می‌خواهم', '👩‍👩‍👧', '山田 太郎', 'ᠮᠣᠩᠭᠣᠯ', 'Việt Nam', 'line one\nline two'])
      expect(printable(text)).toBe(text);
  });

  it('replaces control sequences with escapes', () => {
    expect(printable('Esc \x1b[31mRed\x9b2J \u202eadA')).toBe('Esc \\u001b[31mRed\\u009b2J \\u202eadA');
    expect(printableLine('one\ntwo')).toBe('one\\u000atwo');
  });

  it('leaves no character in any text that a terminal interprets', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(harmfulCharacters(printable(text))).toEqual([]);
        expect(printableLine(text)).not.toMatch(/[\n\r]/);
        expect(printable(printable(text))).toBe(printable(text));
      }),
    );
  });

  it('does not change the parsed value of any JSON', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          anyText.map((text) => JSON.stringify({ [text]: [text] })),
        ),
        (json) => {
          expect(JSON.parse(printable(json))).toEqual(JSON.parse(json));
        },
      ),
    );
  });
});
