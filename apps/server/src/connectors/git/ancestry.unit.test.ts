import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Ancestry } from './ancestry.js';

function numberCopies(parents: readonly (readonly number[])[], group: readonly number[]): number[] {
  const ancestry = new Ancestry();
  for (const each of parents) ancestry.add(each);
  return ancestry.numberCopies(group);
}

/** Returns the largest number of group members on a path to a commit, by walking every path. */
function longestChain(parents: number[][], group: Set<number>, place: number): number {
  const below = (parents[place] ?? []).map((parent) => longestChain(parents, group, parent) + (group.has(parent) ? 1 : 0));
  return Math.max(0, ...below);
}

const history = fc.integer({ min: 1, max: 12 }).chain((size) =>
  fc.tuple(
    fc.tuple(
      ...Array.from({ length: size }, (_, place) =>
        fc.uniqueArray(fc.nat({ max: Math.max(0, place - 1) }), { maxLength: place === 0 ? 0 : 3 }),
      ),
    ),
    fc.uniqueArray(fc.nat({ max: size - 1 }), { minLength: 1 }).map((group) => group.toSorted((a, b) => a - b)),
  ),
);

it('numbers commits on top of each other, and gives copies on parallel branches the same number', () => {
  // 0 ← 1 ← 2 (main), 0 ← 3 (side), both merged in 4.
  const parents = [[], [0], [1], [0], [2, 3]];
  expect(numberCopies(parents, [1, 2])).toEqual([0, 1]);
  expect(numberCopies(parents, [1, 3])).toEqual([0, 0]);
  expect(numberCopies(parents, [2, 3, 4])).toEqual([0, 0, 1]);
});

it('returns the same numbers as walking every path of a random history', () => {
  fc.assert(
    fc.property(history, ([parents, group]) => {
      const expected = group.map((place) => longestChain(parents, new Set(group), place));
      expect(numberCopies(parents, group)).toEqual(expected);
    }),
  );
});

it('keeps the number of each commit when the history grows', () => {
  fc.assert(
    fc.property(history, fc.nat({ max: 12 }), ([parents, group], at) => {
      const before = group.filter((place) => place < at);
      expect(numberCopies(parents, group).slice(0, before.length)).toEqual(numberCopies(parents.slice(0, at), before));
    }),
  );
});
