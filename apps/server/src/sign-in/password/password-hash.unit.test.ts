import { describe, expect, test } from 'vitest';
import { HASH_BY_EARLIER_VERSION } from '../../../test/password-hash-by-earlier-version.js';
import { isCurrent, matches } from './password-hash.js';

/** The hash of `staple över the river`, typed as an o and a combining diaeresis, from better-auth 1.7.6. */
const HASH_OF_DECOMPOSED =
  '53ee1cea377b0809fca7061204ae7e19:' +
  '005c578369d6a15b6c2db23454dd9167c212bdca3b905b18caeaf7c300fa3e5652826aae4b470a3ab1a32a92f752a2511617a90bf572daa79d15b1ec8a1e87ef';

/** The hash of `correct horse battery` with the current parameters. The other tests replace them with cheap ones. */
const HASH_OF_TODAY =
  '$scrypt$ln=17,r=8,p=1$c2tpbGx0cmFjZS1zYWx0LQ$' +
  'F1dLAaI_4X13_1MgRXGTgG_fqKAVYwbsvD7BLC8RSeeZC17SBNzTvk8H5sAn8Y0wTfn7VG5Nfm0IDFBhmUcmpA';

test('a hash with the current parameters matches only its password', async () => {
  expect(await matches('correct horse battery', HASH_OF_TODAY, {})).toBe(true);
  expect(await matches('correct horse batterz', HASH_OF_TODAY, {})).toBe(false);
  expect(isCurrent(HASH_OF_TODAY)).toBe(true);
});

describe('a hash from an earlier version', () => {
  test('matches only its password, and is not current', async () => {
    expect(await matches('correct horse battery', HASH_BY_EARLIER_VERSION, {})).toBe(true);
    expect(await matches('correct horse batterz', HASH_BY_EARLIER_VERSION, {})).toBe(false);
    expect(isCurrent(HASH_BY_EARLIER_VERSION)).toBe(false);
  });

  test('matches composed characters if the password was set with decomposed ones', async () => {
    expect(await matches('staple \u00f6ver the river', HASH_OF_DECOMPOSED, {})).toBe(true);
  });

  test('matches no password if it is damaged', async () => {
    expect(await matches('correct horse battery', HASH_BY_EARLIER_VERSION.slice(0, -1), {})).toBe(false);
    expect(await matches('correct horse battery', ':', {})).toBe(false);
  });
});
