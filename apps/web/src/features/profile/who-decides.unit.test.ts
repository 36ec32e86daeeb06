import { describe, expect, test } from 'vitest';
import { decidersBriefly, decidersInWords } from './deciders-in-words.ts';
import { whoDecides } from './who-decides.ts';

const ME = 1;
const tomas = { id: 2, name: 'Tomás Herrera', isActive: true };
const leilani = { id: 3, name: 'Leilani Kahale', isActive: true };
const on = (projectName: string, techLead: typeof tomas, ...tags: string[]) => ({
  projectId: projectName.length,
  projectName,
  techLead,
  tags,
});

const decides = (skill: string, ...assignments: ReturnType<typeof on>[]) => whoDecides(ME, assignments, skill);
const lead = ({ id, name }: typeof tomas, ...projects: string[]) => ({ id, name, projects });

describe('who decides', () => {
  test('the Tech Lead of the assignment with that tag, and nobody else', () => {
    expect(decides('React', on('Harbour', tomas, 'React'), on('Lookout', leilani, 'SQL'))).toEqual({
      kind: 'leadsByTag',
      leads: [lead(tomas, 'Harbour')],
    });
  });

  test('each of them once, where several assignments have it', () => {
    const answer = decides('React', on('Lantern', tomas, 'React'), on('Harbour', tomas, 'React'), on('Lookout', leilani, 'React'));
    expect(answer).toEqual({ kind: 'leadsByTag', leads: [lead(leilani, 'Lookout'), lead(tomas, 'Harbour', 'Lantern')] });
  });

  test('all Tech Leads where no tag has that exact name', () => {
    expect(decides('react', on('Harbour', tomas, 'React'), on('Lookout', leilani))).toEqual({
      kind: 'allLeads',
      leads: [lead(leilani, 'Lookout'), lead(tomas, 'Harbour')],
    });
  });

  test('admins for who is on no project, leads all of their own, or whose Tech Lead left', () => {
    const self = { id: ME, name: 'Me', isActive: true };
    const gone = { ...tomas, isActive: false };
    for (const assignments of [[], [on('Mine', self, 'React')], [on('Harbour', gone, 'React')]])
      expect(decides('React', ...assignments)).toEqual({ kind: 'admins' });
  });

  test('the others, where the tag is on an assignment that has nobody to decide', () => {
    const self = { id: ME, name: 'Me', isActive: true };
    expect(decides('React', on('Mine', self, 'React'), on('Lookout', leilani))).toEqual({
      kind: 'allLeads',
      leads: [lead(leilani, 'Lookout')],
    });
  });
});

test('is told with the reason', () => {
  const harbour = on('Harbour', tomas, 'React');
  const lookout = on('Lookout', leilani);
  const told = (...assignments: ReturnType<typeof on>[]) => decidersInWords(decides('React', ...assignments), 'React');
  expect(told(harbour, lookout)).toBe('Tomás Herrera decides: React is among your tags on Harbour.');
  expect(told(lookout)).toBe('Leilani Kahale (Lookout) decides, as your Tech Lead.');
  expect(told({ ...harbour, tags: [] }, lookout)).toBe(
    'Leilani Kahale (Lookout) or Tomás Herrera (Harbour) decides, whoever is first: React is among your tags on no project, so all your Tech Leads see it.',
  );
  expect(told()).toBe('An admin decides: you are on no project whose Tech Lead could.');
  expect(decidersBriefly(decides('SQL', harbour, lookout))).toBe('Leilani Kahale or Tomás Herrera');
  expect(decidersBriefly(decides('SQL'))).toBe('an admin');
});
