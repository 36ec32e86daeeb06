import { describe, expect, test } from 'vitest';
import { decideSuggestion, type SuggestionToDecide } from './decision.ts';
import { PROFICIENCY_LEVELS } from './proficiency.ts';

const PERSON = 1;
const lead = { profileId: 2, isAdmin: false };
const admin = { profileId: 3, isAdmin: true };

const pending: SuggestionToDecide = {
  profileId: PERSON,
  status: 'PENDING',
  source: 'SELF_REPORT',
  suggestedProficiency: 'ADVANCED',
  resolvedAt: null,
  resolvedBy: null,
  resolvedProficiency: null,
  leadsThem: true,
  isValidated: false,
};
const approved: SuggestionToDecide = {
  ...pending,
  status: 'APPROVED',
  resolvedAt: '2026-01-31T09:05:59.123Z',
  resolvedBy: { id: 9, name: 'Lena Ortiz' },
  resolvedProficiency: 'ADVANCED',
};
const flag = { ...pending, source: 'SYSTEM_FLAG', isValidated: true } as const;
const approve = { action: 'APPROVE' } as const;
const reject = { action: 'REJECT' } as const;
const rejectBecause = (comment?: string | null) => ({ action: 'REJECT', comment }) as const;
const adjust = (adjustedProficiency?: string | null) => ({ action: 'ADJUST_LEVEL', adjustedProficiency }) as const;

describe('A decision about a pending suggestion', () => {
  test.each([pending, flag])('confirms the suggested level when it approves a $source suggestion', (suggestion) => {
    expect(decideSuggestion(lead, suggestion, approve)).toEqual({ status: 'APPROVED', level: 'ADVANCED', withdraws: false });
  });

  test.each(PROFICIENCY_LEVELS)('confirms the adjusted level %s', (level) => {
    expect(decideSuggestion(lead, pending, adjust(level))).toEqual({ status: 'ADJUSTED', level, withdraws: false });
  });

  test('keeps the confirmed level when it rejects a self-report', () => {
    expect(decideSuggestion(lead, pending, reject)).toEqual({ status: 'REJECTED', level: null, withdraws: false });
  });

  test('withdraws the confirmed level when it rejects a flag of the nightly job', () => {
    expect(decideSuggestion(lead, flag, rejectBecause('Not used.'))).toEqual({ status: 'REJECTED', level: null, withdraws: true });
  });

  test.each([undefined, null, '', ' \n\t', '\u200b'])(
    'is refused with MISSING_COMMENT when it withdraws a level with the comment %j',
    (comment) => {
      expect(decideSuggestion(lead, flag, rejectBecause(comment))).toMatchObject({
        status: 'REFUSED',
        code: 'MISSING_COMMENT',
        reason: 'no_comment',
      });
    },
  );

  test('needs no comment when it rejects a flag about a level that is no longer confirmed', () => {
    expect(decideSuggestion(lead, { ...flag, isValidated: false }, reject)).toMatchObject({ status: 'REJECTED' });
  });

  test('needs no comment when it rejects a self-report about a skill with a confirmed level', () => {
    expect(decideSuggestion(lead, { ...pending, isValidated: true }, reject)).toMatchObject({ status: 'REJECTED', withdraws: false });
  });

  test('ignores the level of an approval or a rejection', () => {
    for (const adjustedProficiency of ['EXPERT', 'nonsense', '', null]) {
      expect(decideSuggestion(lead, pending, { action: 'APPROVE', adjustedProficiency })).toMatchObject({ level: 'ADVANCED' });
      expect(decideSuggestion(lead, pending, { action: 'REJECT', adjustedProficiency })).toMatchObject({ level: null });
    }
  });

  test.each([undefined, null, ''])('is refused with MISSING_PROFICIENCY when it adjusts the level to %j', (level) => {
    expect(decideSuggestion(lead, pending, adjust(level))).toMatchObject({ status: 'REFUSED', code: 'MISSING_PROFICIENCY' });
  });

  test.each(['expert', 'Expert', ' EXPERT', 'GURU', 'toString', '0'])(
    'is refused with INVALID_PROFICIENCY when it adjusts the level to %j',
    (level) => {
      expect(decideSuggestion(lead, pending, adjust(level))).toMatchObject({ status: 'REFUSED', code: 'INVALID_PROFICIENCY' });
    },
  );
});

describe('The right to decide', () => {
  const stranger = { ...pending, leadsThem: false };

  test.each([approve, reject, adjust('EXPERT'), adjust()])(
    'is denied to a person who leads no project of the suggested person: %j',
    (decision) => {
      expect(decideSuggestion(lead, stranger, decision)).toMatchObject({ status: 'REFUSED', code: 'UNAUTHORIZED' });
    },
  );

  test('is granted to an admin who leads no project of the suggested person', () => {
    expect(decideSuggestion(admin, stranger, approve)).toMatchObject({ status: 'APPROVED' });
  });

  test.each([lead, admin])('is denied to people who decide about themselves, whether they lead the project or not', (caller) => {
    for (const leadsThem of [true, false]) {
      const own = { ...pending, profileId: caller.profileId, leadsThem };
      expect(decideSuggestion(caller, own, approve)).toMatchObject({ status: 'REFUSED', code: 'UNAUTHORIZED' });
    }
  });

  test('is checked before the status, so that the refusal says nothing about an earlier decision', () => {
    const refusal = decideSuggestion(lead, { ...approved, leadsThem: false }, approve);
    expect(refusal).toMatchObject({ code: 'UNAUTHORIZED' });
    expect(JSON.stringify(refusal)).not.toMatch(/Lena|ADVANCED|2026/);
  });
});

describe('A decision about a suggestion that was already decided', () => {
  const decideAgain = (suggestion: SuggestionToDecide, caller = lead) => decideSuggestion(caller, suggestion, approve);

  test('is refused with the earlier decider, decision and time', () => {
    expect(decideAgain(approved)).toEqual({
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
    expect(decideAgain({ ...approved, status: 'ADJUSTED', resolvedProficiency: 'NOVICE' })).toMatchObject({
      message: 'Lena Ortiz adjusted this to NOVICE on 2026-01-31 at 09:05 UTC.',
    });
    expect(decideAgain({ ...approved, status: 'REJECTED', resolvedProficiency: null })).toMatchObject({
      message: 'Lena Ortiz rejected this on 2026-01-31 at 09:05 UTC.',
    });
  });

  test('is refused with “You” if the same person decided before', () => {
    expect(decideAgain(approved, { ...lead, profileId: 9 })).toMatchObject({
      message: 'You approved this as ADVANCED on 2026-01-31 at 09:05 UTC.',
    });
  });

  test('is refused before its level is checked', () => {
    for (const decision of [approve, reject, adjust('EXPERT'), adjust(), adjust('GURU')]) {
      expect(decideSuggestion(admin, approved, decision)).toMatchObject({ status: 'REFUSED', code: 'ALREADY_PROCESSED' });
    }
  });
});
