import { describe, expect, test } from 'vitest';
import { sessionChangeProblem, type SessionChange, type SessionRole } from './session-change.ts';
import { MENTORSHIP_STATUSES, type MentorshipStatus } from './session.ts';

const statuses = MENTORSHIP_STATUSES;
const TIME = '2030-01-01T09:00:00.000Z';

function outcome(status: MentorshipStatus, role: SessionRole, change: SessionChange): string {
  return sessionChangeProblem(status, role, change)?.code ?? 'done';
}

/** The status changes that each role may make. All others are rejected. */
const allowed: Record<SessionRole, string[]> = {
  mentor: ['pending→accepted', 'pending→declined', 'pending→cancelled', 'accepted→completed', 'accepted→cancelled'],
  intern: ['pending→cancelled', 'accepted→cancelled'],
  admin: ['pending→cancelled', 'accepted→cancelled'],
};

describe('A change of status', () => {
  test.each(['mentor', 'intern', 'admin'] as const)('by the %s is allowed exactly for the listed statuses', (role) => {
    const done = statuses.flatMap((from) =>
      statuses.filter((to) => outcome(from, role, { status: to }) === 'done').map((to) => `${from}→${to}`),
    );
    expect(done.toSorted()).toEqual(allowed[role].toSorted());
  });

  test.each(statuses.flatMap((from) => (['accepted', 'declined', 'completed'] as const).map((to) => [from, to] as const)))(
    'from %s to %s is FORBIDDEN for intern and admin',
    (from, to) => {
      expect([outcome(from, 'intern', { status: to }), outcome(from, 'admin', { status: to })]).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    },
  );

  test.each([
    ['pending', 'completed'],
    ['pending', 'pending'],
    ['accepted', 'accepted'],
    ['accepted', 'declined'],
    ['accepted', 'pending'],
    ['declined', 'accepted'],
    ['declined', 'cancelled'],
    ['completed', 'cancelled'],
    ['completed', 'completed'],
    ['cancelled', 'accepted'],
    ['cancelled', 'cancelled'],
  ] as const)('from %s to %s is a CONFLICT for the mentor', (from, to) => {
    expect(outcome(from, 'mentor', { status: to })).toBe('CONFLICT');
  });
});

describe('A change of the time', () => {
  test.each(['mentor', 'intern'] as const)('by the %s can set and remove the time while the session is open', (role) => {
    for (const scheduledAt of [TIME, null]) {
      expect(statuses.map((status) => outcome(status, role, { scheduledAt }))).toEqual([
        'done',
        'done',
        'CONFLICT',
        'CONFLICT',
        'CONFLICT',
      ]);
    }
  });

  test('by an admin is FORBIDDEN', () => {
    expect(outcome('pending', 'admin', { scheduledAt: TIME })).toBe('FORBIDDEN');
    expect(outcome('pending', 'admin', { status: 'cancelled', scheduledAt: TIME })).toBe('FORBIDDEN');
  });

  test('can be combined with accepting, but not with declining or cancelling', () => {
    expect(outcome('pending', 'mentor', { status: 'accepted', scheduledAt: TIME })).toBe('done');
    expect(outcome('pending', 'mentor', { status: 'declined', scheduledAt: TIME })).toBe('CONFLICT');
    expect(outcome('accepted', 'intern', { status: 'cancelled', scheduledAt: TIME })).toBe('CONFLICT');
  });
});

test('An empty change is always allowed', () => {
  for (const status of statuses) expect(outcome(status, 'admin', {})).toBe('done');
});
