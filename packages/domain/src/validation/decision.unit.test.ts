import { describe, expect, test } from 'vitest';
import { decideSuggestion, type SuggestionToDecide } from './decision.ts';
import { PROFICIENCY_LEVELS } from './proficiency.ts';

const PERSON = 1;
const lead = { profileId: 2, isAdmin: false };
const admin = { profileId: 3, isAdmin: true };

const waiting: SuggestionToDecide = {
  profileId: PERSON,
  status: 'PENDING',
  source: 'SELF_REPORT',
  suggestedProficiency: 'ADVANCED',
  resolvedAt: null,
  resolvedBy: null,
  resolvedProficiency: null,
  leadsThem: true,
};
const approved: SuggestionToDecide = {
  ...waiting,
  status: 'APPROVED',
  resolvedAt: '2026-01-31T09:05:59.123Z',
  resolvedBy: { id: 9, name: 'Lena Ortiz' },
  resolvedProficiency: 'ADVANCED',
};
const flag = { ...waiting, source: 'SYSTEM_FLAG' } as const;
const approve = { action: 'APPROVE' } as const;
const reject = { action: 'REJECT' } as const;
const adjust = (adjustedProficiency?: string | null) => ({ action: 'ADJUST_LEVEL', adjustedProficiency }) as const;

describe('given a suggestion that waits', () => {
  test.each([waiting, flag])('when it is approved, then the suggested level is confirmed', (suggestion) => {
    expect(decideSuggestion(lead, suggestion, approve)).toEqual({ status: 'APPROVED', level: 'ADVANCED', withdraws: false });
  });

  test.each(PROFICIENCY_LEVELS)('when it is adjusted, then %s is confirmed', (level) => {
    expect(decideSuggestion(lead, waiting, adjust(level))).toEqual({ status: 'ADJUSTED', level, withdraws: false });
  });

  test('when a self-report is rejected, then what is validated stays', () => {
    expect(decideSuggestion(lead, waiting, reject)).toEqual({ status: 'REJECTED', level: null, withdraws: false });
  });

  test('when a flag is rejected, then what is validated is withdrawn', () => {
    expect(decideSuggestion(lead, flag, reject)).toEqual({ status: 'REJECTED', level: null, withdraws: true });
  });

  test('when an approval or rejection comes with a level, then the level has no meaning', () => {
    for (const adjustedProficiency of ['EXPERT', 'nonsense', '', null]) {
      expect(decideSuggestion(lead, waiting, { action: 'APPROVE', adjustedProficiency })).toMatchObject({ level: 'ADVANCED' });
      expect(decideSuggestion(lead, waiting, { action: 'REJECT', adjustedProficiency })).toMatchObject({ level: null });
    }
  });

  test.each([undefined, null, ''])('when it is adjusted to %j, then the level is missing', (level) => {
    expect(decideSuggestion(lead, waiting, adjust(level))).toMatchObject({ status: 'REFUSED', code: 'MISSING_PROFICIENCY' });
  });

  test.each(['expert', 'Expert', ' EXPERT', 'GURU', 'toString', '0'])('when it is adjusted to %j, then there is no such level', (level) => {
    expect(decideSuggestion(lead, waiting, adjust(level))).toMatchObject({ status: 'REFUSED', code: 'INVALID_PROFICIENCY' });
  });
});

describe('given somebody who may not decide', () => {
  const stranger = { ...waiting, leadsThem: false };

  test.each([approve, reject, adjust('EXPERT'), adjust()])('when they lead no project of that person, then %j is refused', (decision) => {
    expect(decideSuggestion(lead, stranger, decision)).toMatchObject({ status: 'REFUSED', code: 'UNAUTHORIZED' });
  });

  test('when an admin leads nothing of theirs, then it is decided all the same', () => {
    expect(decideSuggestion(admin, stranger, approve)).toMatchObject({ status: 'APPROVED' });
  });

  test.each([lead, admin])('when it is about themselves, then nobody decides, leading or not', (caller) => {
    for (const leadsThem of [true, false]) {
      const own = { ...waiting, profileId: caller.profileId, leadsThem };
      expect(decideSuggestion(caller, own, approve)).toMatchObject({ status: 'REFUSED', code: 'UNAUTHORIZED' });
    }
  });

  test('when it was decided already, then they are told nothing of that', () => {
    const refusal = decideSuggestion(lead, { ...approved, leadsThem: false }, approve);
    expect(refusal).toMatchObject({ code: 'UNAUTHORIZED' });
    expect(JSON.stringify(refusal)).not.toMatch(/Lena|ADVANCED|2026/);
  });
});

describe('given a suggestion that was decided', () => {
  const told = (suggestion: SuggestionToDecide, caller = lead) => decideSuggestion(caller, suggestion, approve);

  test('then who comes later is told who decided what, and when', () => {
    expect(told(approved)).toEqual({
      status: 'REFUSED',
      code: 'ALREADY_PROCESSED',
      message: 'Lena Ortiz approved this as ADVANCED on 2026-01-31 at 09:05 UTC.',
      params: {
        status: 'APPROVED',
        isOwnDecision: false,
        resolvedBy: 'Lena Ortiz',
        proficiencyLevel: 'ADVANCED',
        resolvedAt: '2026-01-31T09:05:59.123Z',
      },
      resolvedAt: approved.resolvedAt,
    });
    expect(told({ ...approved, status: 'ADJUSTED', resolvedProficiency: 'NOVICE' })).toMatchObject({
      message: 'Lena Ortiz adjusted this to NOVICE on 2026-01-31 at 09:05 UTC.',
    });
    expect(told({ ...approved, status: 'REJECTED', resolvedProficiency: null })).toMatchObject({
      message: 'Lena Ortiz rejected this on 2026-01-31 at 09:05 UTC.',
    });
  });

  test('then a lead who decided it is told so', () => {
    expect(told(approved, { ...lead, profileId: 9 })).toMatchObject({
      message: 'You approved this as ADVANCED on 2026-01-31 at 09:05 UTC.',
    });
  });

  test('then nothing happens again, and that comes before the level', () => {
    for (const decision of [approve, reject, adjust('EXPERT'), adjust(), adjust('GURU')]) {
      expect(decideSuggestion(admin, approved, decision)).toMatchObject({ status: 'REFUSED', code: 'ALREADY_PROCESSED' });
    }
  });
});
