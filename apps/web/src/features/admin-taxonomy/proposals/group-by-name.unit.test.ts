import type { SkillProposal } from '@skilltrace/contract';
import { expect, test } from 'vitest';
import { groupByName } from './group-by-name.ts';

const proposal = (id: number, name: string): SkillProposal => ({
  id,
  name,
  profileId: id,
  profileName: `Person ${id}`,
  reason: null,
  status: 'waiting',
  createdAt: '2026-01-01T00:00:00.000Z',
  answeredAt: null,
  answeredBy: null,
  skill: null,
  comment: null,
});

test('proposals of exactly the same name are one group, in the order of the list', () => {
  const groups = groupByName([proposal(4, 'Rust'), proposal(3, 'Go'), proposal(2, 'rust'), proposal(1, 'Rust')]);
  expect(groups.map(({ name, proposals }) => [name, proposals.map(({ id }) => id)])).toEqual([
    ['Rust', [4, 1]],
    ['Go', [3]],
    ['rust', [2]],
  ]);
  expect(groupByName([])).toEqual([]);
});
