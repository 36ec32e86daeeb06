import type { MentorshipSession } from '@skilltrace/contract';
import { describe, expect, test } from 'vitest';
import { groupSessions } from './group-sessions.ts';
import { movesOf } from './session-moves.ts';
import { sessionInWords } from './session-in-words.ts';

const ME = 1;
const OTHER = 2;
const NOW = new Date('2026-11-21T09:00:00Z');
const session = (id: number, part: Partial<MentorshipSession>) =>
  ({ id, internId: OTHER, mentorId: ME, status: 'pending', scheduledAt: null, ...part }) as MentorshipSession;

describe('grouped sessions', () => {
  const grouped = (...sessions: MentorshipSession[]) => {
    const groups = groupSessions(sessions, ME, NOW);
    return Object.fromEntries(Object.entries(groups).map(([name, all]) => [name, all.map(({ id }: MentorshipSession) => id)]));
  };
  const asIntern = { internId: ME, mentorId: OTHER };

  test('a request waits for its mentor, with or without a requested time', () => {
    expect(grouped(session(1, {}), session(2, { scheduledAt: '2030-01-01T00:00:00Z' }), session(3, asIntern))).toEqual({
      waitingForMe: [1, 2],
      waitingForOthers: [3],
      upcoming: [],
    });
  });

  test('an accepted session whose time has passed waits for its mentor', () => {
    const past = { status: 'accepted', scheduledAt: '2026-11-21T08:59:59.999Z' } as const;
    expect(grouped(session(1, past), session(2, { ...past, ...asIntern }))).toEqual({
      waitingForMe: [1],
      waitingForOthers: [2],
      upcoming: [],
    });
  });

  test('upcoming sessions are sorted by time, and sessions without a time are last in their original order', () => {
    const accepted = (id: number, scheduledAt: string | null) => session(id, { status: 'accepted', scheduledAt });
    const answer = grouped(accepted(1, null), accepted(2, '2026-12-01T09:00:00Z'), accepted(3, null), accepted(4, '2026-11-21T09:00:00Z'));
    expect(answer['upcoming']).toEqual([4, 2, 1, 3]);
  });

  test('a session of two other people waits for others', () => {
    expect(grouped(session(1, { internId: 3, mentorId: 4 }))['waitingForOthers']).toEqual([1]);
  });
});

test.each([
  ['the mentor of a pending session', {}, false, ['accept', 'decline', 'schedule']],
  ['the mentor of an accepted session', { status: 'accepted' }, false, ['complete', 'schedule', 'cancel']],
  ['the intern of a pending session', { internId: ME, mentorId: OTHER }, false, ['schedule', 'cancel']],
  ['the intern of an accepted session', { internId: ME, mentorId: OTHER, status: 'accepted' }, false, ['schedule', 'cancel']],
  ['an admin who is not part of the session', { internId: 3, mentorId: 4 }, true, ['cancel']],
  ['an admin who is the mentor of a pending session', {}, true, ['accept', 'decline', 'schedule']],
  ['the mentor of a completed session', { status: 'completed' }, true, []],
  ['the mentor of a declined session', { status: 'declined' }, false, []],
] as const)('%s is offered only the allowed moves', (_, part, isAdmin, moves) => {
  expect(movesOf(session(1, part), ME, isAdmin)).toEqual(moves);
});

test.each([
  ['pending', 'Ana requested a session with you', 'You requested a session with Ana', 'Ana requested a session with Ben'],
  ['accepted', 'You mentor Ana', 'Ana mentors you', 'Ben mentors Ana'],
  ['completed', 'You mentored Ana', 'Ana mentored you', 'Ben mentored Ana'],
  ['declined', 'Ana requested a session with you', 'You requested a session with Ana', 'Ana requested a session with Ben'],
  ['cancelled', 'Ana requested a session with you', 'You requested a session with Ana', 'Ana requested a session with Ben'],
] as const)('a %s session is described to its mentor, its intern and another viewer', (status, asMentor, asIntern, asOther) => {
  expect(sessionInWords(session(1, { status, internName: 'Ana', mentorName: 'Me' }), ME)).toBe(asMentor);
  expect(sessionInWords(session(1, { status, internId: ME, mentorId: OTHER, internName: 'Me', mentorName: 'Ana' }), ME)).toBe(asIntern);
  expect(sessionInWords(session(1, { status, internId: 3, mentorId: 4, internName: 'Ana', mentorName: 'Ben' }), ME)).toBe(asOther);
});
