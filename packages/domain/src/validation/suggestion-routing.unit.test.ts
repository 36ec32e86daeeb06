import { expect, it } from 'vitest';
import { routeSuggestion } from './suggestion-routing.ts';

const PERSON = 1;
const on = (project: string, techLeadId: number, ...tags: string[]) => ({ project, tags, techLead: { id: techLeadId, isActive: true } });

function route(skill: string, ...assignments: ReturnType<typeof on>[]): string {
  const routed = routeSuggestion(PERSON, assignments, skill);
  return routed.to === 'admins' ? 'admins' : `${routed.to}: ${routed.assignments.map(({ project }) => project).join(', ')}`;
}

it('routes to every project whose assignment has the exact name of the skill as a tag', () => {
  expect(route('Go', on('Harbor', 2, 'Go'), on('Lookout', 3, 'SQL'), on('Lantern', 4, 'Go', 'SQL'))).toBe(
    'taggedProjects: Harbor, Lantern',
  );
});

it('routes to all projects if no tag has that exact name', () => {
  expect(route('go', on('Harbor', 2, 'Go'), on('Lookout', 3))).toBe('allProjects: Harbor, Lookout');
});

it('skips projects that the person leads, and projects whose Tech Lead left', () => {
  const left = { ...on('Harbor', 2, 'Go'), techLead: { id: 2, isActive: false } };
  expect(route('Go', on('Mine', PERSON, 'Go'), left, on('Lookout', 3))).toBe('allProjects: Lookout');
  expect(route('Go', on('Mine', PERSON, 'Go'), left)).toBe('admins');
});

it('routes to admins if the person is on no project', () => {
  expect(route('Go')).toBe('admins');
});
