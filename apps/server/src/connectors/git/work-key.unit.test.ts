import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { workKey } from './work-key.js';

const commit = { name: Buffer.from('Ada Lovelace'), authoredAt: '1300000000', message: Buffer.from('Begin\n\nWith a body.\n') };
const bytes = fc.uint8Array({ maxLength: 60 }).map((array) => Buffer.from(array));

describe('workKey', () => {
  it.each([
    ['blanks that a clean-up removes', 'Begin  \r\n\r\n\r\nWith a body.\t\n\n\n'],
    ['a subject that a mailbox folded', 'Begin\nWith a body.'],
    ['the note of a cherry-pick', `Begin\n\nWith a body.\n\n(cherry picked from commit ${'a1'.repeat(20)})\n`],
  ])('is the same with %s', (_what, message) => {
    expect(workKey({ ...commit, message: Buffer.from(message) })).toBe(workKey(commit));
  });

  it('is the same for a name that git cleaned', () => {
    expect(workKey({ ...commit, name: Buffer.from(' "Ada Lovelace".') })).toBe(workKey(commit));
  });

  it('differs for another name, second or message', () => {
    const others = [
      { ...commit, name: Buffer.from('Ada') },
      { ...commit, authoredAt: '1300000001' },
      { ...commit, message: Buffer.from('Begin') },
    ];
    expect(new Set([commit, ...others].map(workKey)).size).toBe(4);
  });

  it('differs for messages and names whose bytes differ, whether they are UTF-8 or not', () => {
    const isShown = (buffer: Buffer) =>
      !/^[\x00-\x20.,:;<>"\\']|[\x00-\x20.,:;<>"\\']$|[\t\n\v\f\r ]{2}|[\t\n\v\f\r]/.test(buffer.toString('latin1'));
    const shown = bytes.filter(isShown);
    fc.assert(
      fc.property(shown, shown, (one, two) => {
        expect(workKey({ ...commit, message: one }) === workKey({ ...commit, message: two })).toBe(one.equals(two));
        expect(workKey({ ...commit, name: one }) === workKey({ ...commit, name: two })).toBe(one.equals(two));
      }),
    );
  });
});
