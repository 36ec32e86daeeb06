import { describe, expect, test } from 'vitest';
import { decidersInWords, decidingLeads } from './deciders-in-words.ts';
import { findDeciders } from './find-deciders.ts';

const ME = 1;
const tomas = { id: 2, name: 'Tomás Herrera', isActive: true };
const leilani = { id: 3, name: 'Leilani Kahale', isActive: true };
const on = (projectName: string, techLead: typeof tomas, ...tags: string[]) => ({
  projectId: projectName.length,
  projectName,
  techLead,
  tags,
});

const decides = (skill: string, ...assignments: ReturnType<typeof on>[]) => findDeciders(ME, assignments, skill);
const lead = ({ id, name }: typeof tomas, ...projects: string[]) => ({ id, name, projects });

describe('findDeciders', () => {
  test('returns only the Tech Lead of the assignment with that tag', () => {
    expect(decides('React', on('Harbour', tomas, 'React'), on('Lookout', leilani, 'SQL'))).toEqual({
      kind: 'leadsByTag',
      leads: [lead(tomas, 'Harbour')],
    });
  });

  test('returns each Tech Lead once when several assignments have the tag', () => {
    const answer = decides('React', on('Lantern', tomas, 'React'), on('Harbour', tomas, 'React'), on('Lookout', leilani, 'React'));
    expect(answer).toEqual({ kind: 'leadsByTag', leads: [lead(leilani, 'Lookout'), lead(tomas, 'Harbour', 'Lantern')] });
  });

  test('returns all Tech Leads when no tag has exactly that name', () => {
    expect(decides('react', on('Harbour', tomas, 'React'), on('Lookout', leilani))).toEqual({
      kind: 'allLeads',
      leads: [lead(leilani, 'Lookout'), lead(tomas, 'Harbour')],
    });
  });

  test('returns the admins when the person has no project, is their own Tech Lead, or has a former Tech Lead', () => {
    const self = { id: ME, name: 'Me', isActive: true };
    const gone = { ...tomas, isActive: false };
    for (const assignments of [[], [on('Mine', self, 'React')], [on('Harbour', gone, 'React')]])
      expect(decides('React', ...assignments)).toEqual({ kind: 'admins' });
  });

  test('returns the other Tech Leads when the tagged assignment has no one who can decide', () => {
    const self = { id: ME, name: 'Me', isActive: true };
    expect(decides('React', on('Mine', self, 'React'), on('Lookout', leilani))).toEqual({
      kind: 'allLeads',
      leads: [lead(leilani, 'Lookout')],
    });
  });
});

test('describes who decides and why', () => {
  const harbour = on('Harbour', tomas, 'React');
  const lookout = on('Lookout', leilani);
  const words = (...assignments: ReturnType<typeof on>[]) => decidersInWords(decides('React', ...assignments), 'React');
  expect(words(harbour, lookout)).toBe('Tomás Herrera decides, because React is one of your tags on Harbour.');
  expect(words(lookout)).toBe('Leilani Kahale (Lookout) decides, as your Tech Lead.');
  expect(words({ ...harbour, tags: [] }, lookout)).toBe(
    'Leilani Kahale (Lookout) or Tomás Herrera (Harbour) decides. React is not one of your tags on any project, so all your Tech Leads see your report, and the first decision counts.',
  );
  expect(words()).toBe('An admin decides, because you have no Tech Lead who can decide.');
  expect(decidingLeads(decides('SQL', harbour, lookout))).toBe('Leilani Kahale or Tomás Herrera');
  expect(decidingLeads(decides('SQL'))).toBeUndefined();
});
