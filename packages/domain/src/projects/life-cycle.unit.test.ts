import { expect, it } from 'vitest';
import { PROJECT_STATUSES, projectMoveProblem, projectMoves, type ProjectState } from './life-cycle.ts';

const AT = '2026-01-31T09:00:00.000Z';

it.each<[string, ProjectState, string[]]>([
  ['an active project', { status: 'active', completedAt: null }, ['completed', 'archived']],
  ['a completed project', { status: 'completed', completedAt: AT }, ['archived']],
  ['an archived project', { status: 'archived', completedAt: null }, ['active']],
  ['an archived project that was completed before', { status: 'archived', completedAt: AT }, []],
])('lets %s change to exactly the allowed statuses', (_, project, moves) => {
  expect(projectMoves(project)).toEqual(moves);
});

it('returns the reason why a change is not allowed', () => {
  expect(projectMoveProblem({ status: 'completed', completedAt: AT }, 'active')).toBe('WAS_COMPLETED');
  expect(projectMoveProblem({ status: 'archived', completedAt: AT }, 'active')).toBe('WAS_COMPLETED');
  expect(projectMoveProblem({ status: 'archived', completedAt: null }, 'completed')).toBe('IS_ARCHIVED');
});

it('lets every project keep its current status', () => {
  for (const status of PROJECT_STATUSES) {
    const completedAt = status === 'completed' ? AT : null;
    expect(projectMoveProblem({ status, completedAt }, status)).toBeUndefined();
  }
});
