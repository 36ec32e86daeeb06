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
  it('leaves text of every script as it is', () => {
    for (const text of ['Zoë', 'می‌خواهم', '👩‍👩‍👧', '山田 太郎', 'ᠮᠣᠩᠭᠣᠯ', 'Việt Nam', 'line one\nline two'])
      expect(printable(text)).toBe(text);
  });

  it('shows control sequences as escapes', () => {
    expect(printable('Esc \x1b[31mRed\x9b2J \u202eadA')).toBe('Esc \\u001b[31mRed\\u009b2J \\u202eadA');
    expect(printableLine('one\ntwo')).toBe('one\\u000atwo');
  });

  it('leaves nothing that a terminal acts on, in any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(harmfulCharacters(printable(text))).toEqual([]);
        expect(printableLine(text)).not.toMatch(/[\n\r]/);
        expect(printable(printable(text))).toBe(printable(text));
      }),
    );
  });

  it('does not change the value of any JSON', () => {
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
