import { describe, expect, test } from 'vitest';
import { evidenceInWords, eventInWords, membershipInWords, originInWords, rejectionInWords } from './evidence-words.ts';
import { suggestion } from './fixtures.ts';

const now = new Date('2026-11-21T12:00:00.000Z');
const lead = { id: 1, name: 'Lea Lead' };
const flagged = suggestion(1, {
  source: 'SYSTEM_FLAG',
  currentProficiency: 'ADVANCED',
  lastValidatedAt: '2025-09-15T12:00:00.000Z',
  lastValidatedBy: lead,
});
const evidenceOf = (signals: number, signalsSinceValidation: number, lastSignalAt: string) => ({
  ...suggestion(1).evidence,
  signals,
  signalsSinceValidation,
  lastSignalAt,
});

describe('the origin of a suggestion', () => {
  test.each([
    [flagged, 'Re-validation · validated 14 months ago by Lea Lead'],
    [{ ...flagged, lastValidatedBy: null }, 'Re-validation · validated 14 months ago'],
    [
      { ...flagged, lastValidatedBy: null, imported: { validator: null } },
      'Re-validation · validated 14 months ago, according to an import',
    ],
    [
      { ...flagged, lastValidatedBy: null, imported: { validator: lead } },
      'Re-validation · validated 14 months ago by Lea Lead, according to an import',
    ],
    [{ ...flagged, currentProficiency: null, lastValidatedAt: null, lastValidatedBy: null }, 'Re-validation · no longer validated'],
    [suggestion(1), 'Self-reported 3 days ago · not validated yet'],
    [
      suggestion(1, { currentProficiency: 'NOVICE', lastValidatedAt: '2026-11-21T10:00:00.000Z', lastValidatedBy: lead }),
      'Self-reported 3 days ago · currently Novice · validated today by Lea Lead',
    ],
  ] as const)('is described with source, age and validation (case %#)', (one, words) => {
    expect(originInWords(one, now)).toBe(words);
  });
});

describe('the evidence of a suggestion', () => {
  test.each([
    [{ ...flagged, evidence: evidenceOf(60, 41, '2026-11-18T12:00:00.000Z') }, '41 signals since validation, last signal 3 days ago'],
    [{ ...flagged, evidence: evidenceOf(9, 1, '2026-11-20T11:00:00.000Z') }, '1 signal since validation, last signal yesterday'],
    [{ ...flagged, evidence: evidenceOf(9, 0, '2025-03-02T12:00:00.000Z') }, /^No signals since validation, last signal .*2025/],
    [{ ...suggestion(1), evidence: evidenceOf(12, 12, '2026-11-21T11:00:00.000Z') }, '12 signals, last signal 1 hour ago'],
    [suggestion(1), 'No signals for this skill'],
    [flagged, 'No signals for this skill'],
  ])('counts the signals and dates the last one (case %#)', (one, words) => {
    expect(evidenceInWords(one, now)).toMatch(words);
  });

  test('names joining and completing a project, but not an update, which has its own text', () => {
    const recent = { sourceType: 'project', sourceId: 1, projectId: 1, projectName: 'Alpha', excerpt: null, createdAt: '' } as const;
    expect(eventInWords({ ...recent, signalType: 'joined' })).toBe('Joined Alpha');
    expect(eventInWords({ ...recent, signalType: 'completed' })).toBe('Completed Alpha');
    expect(eventInWords({ ...recent, sourceType: 'update', signalType: 'update' })).toBeUndefined();
  });
});

test('warns only before a rejection that removes a level', () => {
  expect(rejectionInWords(flagged)).toBe('Rejecting withdraws the confirmed level Advanced.');
  expect(rejectionInWords({ ...flagged, currentProficiency: null })).toBeUndefined();
  expect(rejectionInWords(suggestion(1, { currentProficiency: 'NOVICE' }))).toBeUndefined();
});

test('describes the membership of a person, without the parts that are unknown', () => {
  const words = (role: string | null, since?: string) => membershipInWords({ role, since, projectName: 'Alpha' }, now);
  expect(words('Engineer', '2025-03-15T12:00:00.000Z')).toBe('— Engineer on Alpha since March 2025');
  expect(words('Engineer')).toBe('— Engineer on Alpha');
  expect(words(null, '2026-03-15T12:00:00.000Z')).toBe('— Alpha since March');
  expect(words(null)).toBe('— Alpha');
});
