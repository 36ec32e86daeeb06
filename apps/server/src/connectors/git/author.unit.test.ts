import { nameProblem } from '@skilltrace/domain/text/name';
import { email as emailField } from '@skilltrace/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authorOf } from './author.js';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const GENERATED = /^author-[0-9a-f]{16}@unknown\.invalid$/;

describe('authorOf', () => {
  it('keeps an address and a name that are valid', () => {
    expect(authorOf(Buffer.from('Zoë Müller'), Buffer.from('Zoe@Example.org'))).toEqual({ name: 'Zoë Müller', email: 'zoe@example.org' });
  });

  it('returns different people for addresses that differ only in bytes that are not UTF-8', () => {
    const [one, two] = [authorOf(bytes('Jose'), bytes('jos\xe9@example.org')), authorOf(bytes('Jose'), bytes('jos\xe8@example.org'))];
    expect(one.email).toMatch(GENERATED);
    expect(two.email).toMatch(GENERATED);
    expect(one.email).not.toBe(two.email);
  });

  it('returns the same person for the same address that is not UTF-8, even under different names', () => {
    expect(authorOf(bytes('Jose'), bytes('jos\xe9@example.org')).email).toBe(authorOf(bytes('J. Doe'), bytes('jos\xe9@example.org')).email);
  });

  it('distinguishes people without a usable address by name', () => {
    expect(authorOf(bytes('Root'), bytes('')).email).toMatch(GENERATED);
    expect(authorOf(bytes('Root'), bytes('')).email).not.toBe(authorOf(bytes('Guest'), bytes('')).email);
  });

  it.each(['ada\u200b@example.org', 'ada\u202e@example.org', 'mailto:ada@example.org', 'ada@example.org.', 'ada@example.org\x1b[2J'])(
    'generates an address for %j instead of using the address that it resembles',
    (email) => {
      expect(authorOf(Buffer.from('Ada'), Buffer.from(email)).email).toMatch(GENERATED);
    },
  );

  it('does not let a commit use a generated address or the address of an erased person', () => {
    const made = authorOf(bytes('Root'), bytes('')).email;
    for (const claimed of [made, 'former-member-1@erased.invalid'])
      expect(authorOf(bytes('Mallory'), bytes(claimed)).email).not.toBe(claimed);
  });

  it('returns a valid name and address for any bytes, and the same person for the same bytes', () => {
    const anyBytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.string({ unit: 'binary', maxLength: 300 }).map((text) => Buffer.from(text)),
    );
    fc.assert(
      fc.property(anyBytes, anyBytes, (name, email) => {
        const author = authorOf(Buffer.from(name), Buffer.from(email));
        expect(nameProblem(author.name)).toBeUndefined();
        expect(emailField.safeParse(author.email).data).toBe(author.email);
        expect(authorOf(Buffer.from(name), Buffer.from(email))).toEqual(author);
      }),
    );
  });

  it('never returns the same person for two different addresses that are not UTF-8', () => {
    const notUtf8 = fc
      .tuple(fc.uint8Array({ maxLength: 20 }), fc.integer({ min: 0x80, max: 0xff }))
      .map(([rest, byte]) => Buffer.from([...rest, byte, 0x40]));
    fc.assert(
      fc.property(notUtf8, notUtf8, (one, two) => {
        expect(authorOf(bytes('X'), one).email === authorOf(bytes('X'), two).email).toBe(one.equals(two));
      }),
    );
  });
});
