import type { TimelineEvent } from '@skilltrace/contract';
import { expect, test } from 'vitest';
import { eventInWords, levelHistory, markLabel } from './timeline-words.ts';

const level = (kind: TimelineEvent['kind'], more: Partial<TimelineEvent> = {}): TimelineEvent => ({
  at: '2026-03-02T12:00:00.000Z',
  kind,
  projectId: null,
  projectName: null,
  skillId: 1,
  skillName: 'React',
  level: 'ADVANCED',
  previousLevel: null,
  isImported: false,
  byId: 2,
  byName: 'Lea Lead',
  ...more,
});
const project = (kind: TimelineEvent['kind'], byName: string | null = null): TimelineEvent =>
  level(kind, { projectId: 3, projectName: 'Harbour', skillId: null, skillName: null, level: null, byName });
const label = (...events: TimelineEvent[]) =>
  markLabel({ lane: events[0]?.skillId === null ? 'projects' : 'levels', firstDay: '', lastDay: '', events });

test('each event is one sentence, with the person who caused it if that is known', () => {
  expect(
    [
      project('joined', 'Lea Lead'),
      project('joined'),
      project('left'),
      project('completed'),
      level('validated'),
      level('validated', { byName: null }),
      level('validated', { isImported: true }),
      level('level_changed', { isImported: true, previousLevel: 'NOVICE', byName: null }),
      level('confirmed', { previousLevel: 'ADVANCED' }),
      level('level_changed', { previousLevel: 'NOVICE' }),
      level('level_changed', { previousLevel: 'EXPERT' }),
      level('withdrawn', { level: null, previousLevel: 'EXPERT' }),
      level('restored'),
      level('merged'),
      level('merged', { level: null, previousLevel: 'EXPERT' }),
    ].map(eventInWords),
  ).toEqual([
    'Joined Harbour, assigned by Lea Lead',
    'Joined Harbour',
    'Left Harbour',
    'Completed Harbour',
    'React validated as Advanced by Lea Lead',
    'React validated as Advanced',
    'React: Advanced, by Lea Lead according to an import',
    'React: Advanced, according to an import',
    'React confirmed as Advanced by Lea Lead',
    'React raised from Novice to Advanced by Lea Lead',
    'React lowered from Expert to Advanced by Lea Lead',
    'React: level Expert withdrawn by Lea Lead',
    'React: level Advanced restored by Lea Lead',
    'React: level Advanced taken over from a skill that was merged into it',
    'React: level Expert ended, because the skill was merged into another one',
  ]);
});

test('a mark has a short label for one event, and a count for several', () => {
  expect(label(project('joined'))).toBe('Joined Harbour');
  expect(label(level('level_changed', { previousLevel: 'NOVICE' }))).toBe('React: Novice → Advanced');
  expect(label(level('validated', { isImported: true }), level('validated', { isImported: true }))).toBe('2 levels imported');
  expect(label(level('validated'), level('validated'))).toBe('2 skills validated');
  expect(label(level('validated'), level('withdrawn'), level('validated'))).toBe('3 events');
});

test('the history of a level lists each step once, oldest first', () => {
  const newestFirst = [
    level('level_changed', { previousLevel: 'INTERMEDIATE' }),
    level('confirmed', { level: 'INTERMEDIATE', previousLevel: 'INTERMEDIATE' }),
    project('joined'),
    level('level_changed', { level: 'INTERMEDIATE', previousLevel: 'NOVICE' }),
  ];
  expect(levelHistory(newestFirst)).toBe('Novice → Intermediate → Advanced');
  expect(levelHistory([level('withdrawn', { level: null, previousLevel: 'EXPERT' })])).toBe('Expert → withdrawn');
  expect(levelHistory([level('validated')])).toBeUndefined();
});
