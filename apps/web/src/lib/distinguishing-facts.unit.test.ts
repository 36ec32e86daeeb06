import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distinguishingFacts, type DistinguishableItem } from './distinguishing-facts.ts';

const sam = (id: number, ...facts: (string | null)[]): DistinguishableItem => ({ id, name: 'Sam Twin', facts });

test('shows only the title of a person with a unique name', () => {
  expect(
    distinguishingFacts(sam(1, 'Engineer', 'on Alpha', 'sam@example.org'), [{ id: 2, name: 'Ana Dev', facts: ['Engineer', 'on Alpha'] }]),
  ).toEqual(['Engineer']);
});

test('shows the title if it distinguishes two people, then their projects, the address and the id', () => {
  const others = [
    sam(2, 'Designer'),
    sam(3, 'Engineer', 'on Beta'),
    sam(4, 'Engineer', 'on Alpha', 'four@example.org'),
    sam(5, null, null),
  ];
  expect(distinguishingFacts(sam(1, 'Engineer', 'on Alpha', 'one@example.org'), others)).toEqual([
    'Engineer',
    'on Alpha',
    'one@example.org',
  ]);
  expect(distinguishingFacts(sam(1, 'Manager', 'on Alpha'), others)).toEqual(['Manager']);
  expect(distinguishingFacts(sam(6, null, null), others)).toEqual(['#6']);
});

test('treats names that look the same as equal', () => {
  const others = [{ id: 2, name: 'sam\u00A0 TWIN', facts: [] }];
  expect(distinguishingFacts(sam(1), others)).toEqual(['#1']);
});

test('never shows two entries that look the same', () => {
  const fact = (kind: string) => fc.option(fc.constantFrom(`${kind} a`, `${kind} b`));
  const entry = fc.record({ name: fc.constantFrom('Sam', 'sam', 'Ana'), facts: fc.tuple(fact('title'), fact('on'), fact('at')) });
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 8 }), (entries) => {
      const all = entries.map((one, id) => ({ id, ...one }));
      const shown = all.map((one) => [one.name.toLowerCase(), ...distinguishingFacts(one, all)].join(' · '));
      expect(new Set(shown).size).toBe(shown.length);
    }),
  );
});
