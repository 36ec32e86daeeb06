import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hostileAddresses, legitimateAddresses } from '../../test/corpus.ts';
import { addressProblem, cleanAddress } from './address.ts';

it.each(legitimateAddresses)('accepts %j unchanged', (address) => {
  expect([cleanAddress(address), addressProblem(address)]).toEqual([address, undefined]);
});

it.each(legitimateAddresses)('reads %j in capitals, decomposed and with surrounding spaces as the same address', (address) => {
  expect(cleanAddress(` ${address.toUpperCase().normalize('NFD')} `)).toBe(address);
});

it.each(hostileAddresses)('rejects %j', (address) => {
  expect(addressProblem(cleanAddress(address))?.sentence).toMatch(/^must /);
});

it('returns the same text when a cleaned address is cleaned again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(cleanAddress(cleanAddress(text))).toBe(cleanAddress(text));
    }),
    { numRuns: 3000 },
  );
});
