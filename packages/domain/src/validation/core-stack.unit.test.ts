import { describe, expect, test } from 'vitest';
import { skillTiers } from './core-stack.ts';

const named = (...names: string[]) => names.map((skillName) => ({ skillName }));

describe('skillTiers', () => {
  test('puts the skills tagged in an active assignment into the Core Stack, in the given order', () => {
    expect(skillTiers(named('C', 'A', 'B', 'D'), ['A', 'D', 'C'])).toEqual({
      coreStack: named('C', 'A', 'D'),
      validatedInventory: named('B'),
    });
  });

  test.each(['typescript', 'TypeScript ', ' TypeScript', 'TYPESCRIPT', 'Type', 'TypeScript 5', 'TypеScript'])(
    'does not match the tag %j with TypeScript',
    (tag) => {
      expect(skillTiers(named('TypeScript'), [tag])).toEqual({ coreStack: [], validatedInventory: named('TypeScript') });
    },
  );

  test('returns an empty Core Stack without tags', () => {
    expect(skillTiers(named('A'), [])).toEqual({ coreStack: [], validatedInventory: named('A') });
  });

  test('ignores tags that match no validated skill', () => {
    expect(skillTiers([], ['A', 'A'])).toEqual({ coreStack: [], validatedInventory: [] });
  });

  test('returns a skill once if several assignments have its tag', () => {
    expect(skillTiers(named('A'), ['A', 'A'])).toEqual({ coreStack: named('A'), validatedInventory: [] });
  });

  test('handles skills that are named like object properties', () => {
    expect(skillTiers(named('constructor', '__proto__'), ['__proto__'])).toEqual({
      coreStack: named('__proto__'),
      validatedInventory: named('constructor'),
    });
  });
});
