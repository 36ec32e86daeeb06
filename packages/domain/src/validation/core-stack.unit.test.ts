import { describe, expect, test } from 'vitest';
import { skillTiers } from './core-stack.ts';

const named = (...names: string[]) => names.map((skillName) => ({ skillName }));

describe('skillTiers', () => {
  test('puts into the Core Stack what an active assignment is tagged with, in the order handed in', () => {
    expect(skillTiers(named('C', 'A', 'B', 'D'), ['A', 'D', 'C'])).toEqual({
      coreStack: named('C', 'A', 'D'),
      validatedInventory: named('B'),
    });
  });

  test.each(['typescript', 'TypeScript ', ' TypeScript', 'TYPESCRIPT', 'Type', 'TypeScript 5', 'TypеScript'])(
    'does not take the tag %j for TypeScript',
    (tag) => {
      expect(skillTiers(named('TypeScript'), [tag])).toEqual({ coreStack: [], validatedInventory: named('TypeScript') });
    },
  );

  test('has no Core Stack without tags', () => {
    expect(skillTiers(named('A'), [])).toEqual({ coreStack: [], validatedInventory: named('A') });
  });

  test('makes nothing out of a tag that names no validated skill', () => {
    expect(skillTiers([], ['A', 'A'])).toEqual({ coreStack: [], validatedInventory: [] });
  });

  test('shows a skill once, however many assignments are tagged with it', () => {
    expect(skillTiers(named('A'), ['A', 'A'])).toEqual({ coreStack: named('A'), validatedInventory: [] });
  });

  test('is not confused by names that objects know', () => {
    expect(skillTiers(named('constructor', '__proto__'), ['__proto__'])).toEqual({
      coreStack: named('__proto__'),
      validatedInventory: named('constructor'),
    });
  });
});
