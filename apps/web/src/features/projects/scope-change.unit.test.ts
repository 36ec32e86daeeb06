import { expect, test } from 'vitest';
import { ideasOf, scopeChange, skillIdeasOf } from './scope-change.ts';

test('a change of the declared skills lists the added and the removed names', () => {
  const [react, sql, go] = [
    { id: 1, name: 'React' },
    { id: 2, name: 'SQL' },
    { id: 3, name: 'Go' },
  ];
  expect(scopeChange([react, sql], [sql, go])).toEqual({ added: ['Go'], removed: ['React'] });
  expect(scopeChange([react], [react])).toEqual({ added: [], removed: [] });
});

test('skill ideas are read one per line, and values in the metadata that are not text are ignored', () => {
  expect(ideasOf(' Go \n\nstream processing\nGo')).toEqual(['Go', 'stream processing']);
  expect(skillIdeasOf({ skill_ideas: ['Go', 3, null] })).toEqual(['Go']);
  expect(skillIdeasOf({ skill_ideas: 'Go' })).toEqual([]);
  expect(skillIdeasOf({})).toEqual([]);
});
