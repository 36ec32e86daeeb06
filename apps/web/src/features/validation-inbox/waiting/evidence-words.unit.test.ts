import { describe, expect, test } from 'vitest';
import { evidenceInWords, eventInWords, originInWords, rejectionInWords } from './evidence-words.ts';
import { suggestion } from './fixtures.ts';

const now = new Date('2026-11-21T12:00:00.000Z');
const lead = { id: 1, name: 'Lea Lead' };
const flagged = suggestion(1, {
  source: 'SYSTEM_FLAG',
  currentProficiency: 'ADVANCED',
  lastValidatedAt: '2025-09-15T12:00:00.000Z',
  lastValidatedBy: lead,
});
const worked = (signals: number, signalsSinceValidation: number, lastSignalAt: string) => ({
  ...suggestion(1).evidence,
  signals,
  signalsSinceValidation,
  lastSignalAt,
});

describe('why it waits', () => {
  test.each([
    [flagged, 're-validation · validated 14 months ago by Lea Lead'],
    [{ ...flagged, lastValidatedBy: null }, 're-validation · validated 14 months ago'],
    [
      { ...flagged, lastValidatedBy: null, imported: { validator: null } },
      're-validation · validated 14 months ago according to an import',
    ],
    [
      { ...flagged, lastValidatedBy: null, imported: { validator: lead } },
      're-validation · validated 14 months ago by Lea Lead, according to an import',
    ],
    [{ ...flagged, currentProficiency: null, lastValidatedAt: null, lastValidatedBy: null }, 're-validation · not validated any more'],
    [suggestion(1), 'self-reported 3 days ago · not validated yet'],
    [
      suggestion(1, { currentProficiency: 'NOVICE', lastValidatedAt: '2026-11-21T10:00:00.000Z', lastValidatedBy: lead }),
      'self-reported 3 days ago · now NOVICE, validated today by Lea Lead',
    ],
  ] as const)('%#: %s', (one, words) => {
    expect(originInWords(one, now)).toBe(words);
  });
});

describe('what the ledger has', () => {
  test.each([
    [{ ...flagged, evidence: worked(60, 41, '2026-11-18T12:00:00.000Z') }, '41 signals since then, last 3 days ago'],
    [{ ...flagged, evidence: worked(9, 1, '2026-11-20T11:00:00.000Z') }, '1 signal since then, last yesterday'],
    [{ ...flagged, evidence: worked(9, 0, '2025-03-02T12:00:00.000Z') }, /^No signals since then, last .*2025/],
    [{ ...suggestion(1), evidence: worked(12, 12, '2026-11-21T11:00:00.000Z') }, '12 signals, last 1 hour ago'],
    [suggestion(1), 'No signals for this skill'],
    [flagged, 'No signals for this skill'],
  ])('%#', (one, words) => {
    expect(evidenceInWords(one, now)).toMatch(words);
  });

  test('joining and completing are told in words, an update has its own', () => {
    const recent = { sourceType: 'project', sourceId: 1, projectId: 1, projectName: 'Alpha', excerpt: null, createdAt: '' } as const;
    expect(eventInWords({ ...recent, signalType: 'joined' })).toBe('Joined Alpha');
    expect(eventInWords({ ...recent, signalType: 'completed' })).toBe('Completed Alpha');
    expect(eventInWords({ ...recent, sourceType: 'update', signalType: 'update' })).toBeUndefined();
  });
});

test('only the rejection of a re-validation takes something away', () => {
  expect(rejectionInWords(flagged)).toBe('Rejecting says that it no longer holds: the validated ADVANCED is withdrawn.');
  expect(rejectionInWords({ ...flagged, currentProficiency: null })).toBeUndefined();
  expect(rejectionInWords(suggestion(1, { currentProficiency: 'NOVICE' }))).toBeUndefined();
});
