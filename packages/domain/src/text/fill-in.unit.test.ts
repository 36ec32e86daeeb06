import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fillIn } from './fill-in.ts';

it('puts each value into its place unchanged', () => {
  const value = fc.oneof(fc.string(), fc.constantFrom('{status}', '$&', '{other}'));
  fc.assert(
    fc.property(value, fc.array(value), (status, fields) => {
      expect(fillIn('It is {status}: {fields}.', { status, fields })).toBe(`It is ${status}: ${fields.join(', ')}.`);
    }),
  );
});

it('writes numbers for people', () => expect(fillIn('{max} characters', { max: 10_000 })).toBe('10,000 characters'));

it('leaves a place without a value as it is, also if it has the name of a method', () => {
  expect(fillIn('{status} {toString}', {})).toBe('{status} {toString}');
});
