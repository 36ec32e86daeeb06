import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileNames, legitimateNames } from '../../test/corpus.ts';
import { cleanName, nameProblem, repairName } from './name.ts';

const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...hostileNames.filter(Boolean)),
    fc.constantFrom(...legitimateNames),
    fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
  ),
});

describe('Name rules', () => {
  it.each(legitimateNames)('accept %j unchanged', (name) => {
    expect([cleanName(name), nameProblem(name)]).toEqual([name, undefined]);
  });

  it.each(hostileNames)('reject %j', (name) => {
    expect(nameProblem(cleanName(name))?.sentence).toMatch(/^must /);
  });

  it.each(legitimateNames)('accept %j between other words and in any canonical form', (name) => {
    for (const form of ['NFC', 'NFD'] as const) expect(cleanName(` Team ${name} One `.normalize(form))).toBe(cleanName(`Team ${name} One`));
    expect(nameProblem(cleanName(`Team ${name} One`))).toBeUndefined();
  });

  it('clean a name only once, and repair any text to a valid name', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(cleanName(cleanName(text))).toBe(cleanName(text));
        const repaired = repairName(text, 'Unknown');
        expect([text, repaired, nameProblem(repaired)]).toEqual([text, repaired, undefined]);
        expect(cleanName(repaired)).toBe(repaired);
        if (nameProblem(cleanName(text)) === undefined) expect(repaired).toBe(cleanName(text));
      }),
      { numRuns: 3000 },
    );
  });

  it('count code points and allow 200 of them', () => {
    expect(nameProblem('😀'.repeat(200))).toBeUndefined();
    expect(nameProblem('😀'.repeat(201))).toEqual({ sentence: 'must have {min} to {max} characters', params: { min: 1, max: 200 } });
  });
});
