import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { workKey } from './work-key.js';

const commit = { name: Buffer.from('Ada Lovelace'), authoredAt: '1300000000', message: Buffer.from('Begin\n\nWith a body.\n') };
// Bytes that neither git nor the key removes.
const bytes = fc
  .array(fc.constantFrom(0x41, 0x2d, 0x5b, 0x7f, 0x80, 0xa0, 0xc3, 0xff), { maxLength: 8 })
  .map((array) => Buffer.from(array));

describe('workKey', () => {
  it.each([
    ['whitespace that git cleans up', 'Begin  \r\n\r\n\r\nWith a body.\t\n\n\n'],
    ['a subject that was folded in a mailbox', 'Begin\nWith a body.'],
    ['the note of a cherry-pick', `Begin\n\nWith a body.\n\n(cherry picked from commit ${'a1'.repeat(20)})\n`],
  ])('is the same for a message with %s', (_what, message) => {
    expect(workKey({ ...commit, message: Buffer.from(message) })).toBe(workKey(commit));
  });

  it('is the same before and after git cleans up the name', () => {
    expect(workKey({ ...commit, name: Buffer.from('\x01 "Ada Lovelace".;') })).toBe(workKey(commit));
  });

  it('differs for a different name, second or message', () => {
    const others = [
      { ...commit, name: Buffer.from('Ada') },
      { ...commit, authoredAt: '1300000001' },
      { ...commit, message: Buffer.from('Begin') },
    ];
    expect(new Set([commit, ...others].map(workKey)).size).toBe(4);
  });

  it('differs for any difference in the bytes of names and messages, in UTF-8 or not', () => {
    fc.assert(
      fc.property(bytes, bytes, (one, two) => {
        expect(workKey({ ...commit, message: one }) === workKey({ ...commit, message: two })).toBe(one.equals(two));
        expect(workKey({ ...commit, name: one }) === workKey({ ...commit, name: two })).toBe(one.equals(two));
      }),
    );
  });
});
