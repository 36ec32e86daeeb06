import { describe, expect, test } from 'vitest';
import { summarySentence, type SummaryFigures } from './summary-sentence.ts';

const skill = (name: string, share: number, signals = Math.round(share * 100)) => ({ name, share, signals });
const flat = (name: string) => ({ name, counts: [3, 3, 3, 3] });
const old = (name: string, signals: number, lastMonth = 'March') => ({ name, signals, lastMonth, isBeforeRange: true });
const recent = (name: string) => ({ name, signals: 9, lastMonth: 'November', isBeforeRange: false });

const summarize = (figures: Partial<SummaryFigures>) =>
  summarySentence({ time: 'in the last 90 days', skills: [], series: [], ever: [recent('TypeScript')], ...figures });

test('names the main skills, increasing activity and skills without activity', () => {
  const sentence = summarize({
    skills: [skill('TypeScript', 0.4), skill('SQL', 0.3), skill('PostgreSQL', 0.2), skill('CSS', 0.1)],
    series: [flat('TypeScript'), flat('SQL'), { name: 'PostgreSQL', counts: [0, 1, 2, 4] }],
    ever: [recent('TypeScript'), old('Go', 12), old('Perl', 3, 'May 2024')],
  });
  expect(sentence).toBe(
    'You worked mostly with TypeScript and SQL in the last 90 days. Activity in PostgreSQL is increasing. No activity in Go since March.',
  );
});

describe('the summary of a person without signals', () => {
  test('says that there are none yet', () => {
    expect(summarize({ ever: [] })).toBe('You have no signals yet.');
    expect(summarize({ ever: [], name: 'Amara Okafor' })).toBe('Amara Okafor has no signals yet.');
    expect(summarize({ ever: [], project: 'Harbour' })).toBe('You have no signals from Harbour yet.');
    expect(summarize({ ever: [], name: 'Amara Okafor', project: 'Harbour' })).toBe('Amara Okafor has no signals from Harbour yet.');
  });

  test('says that there were none by a past day', () => {
    expect(summarize({ ever: [], isPast: true })).toBe('You had no signals by that day.');
    expect(summarize({ ever: [], isPast: true, project: 'Harbour' })).toBe('You had no signals from Harbour by that day.');
    expect(summarize({ ever: [], isPast: true, name: 'Amara Okafor' })).toBe('Amara Okafor had no signals by that day.');
    expect(summarize({ ever: [], isPast: true, name: 'Amara Okafor', project: 'Harbour' })).toBe(
      'Amara Okafor had no signals from Harbour by that day.',
    );
  });

  test('says that there are none in the range, and since when', () => {
    expect(summarize({ ever: [old('Go', 12)] })).toBe('You have no signals in the last 90 days. No activity in Go since March.');
    expect(summarize({ name: 'Amara Okafor', time: 'from 1 May to 30 June' })).toBe('Amara Okafor has no signals from 1 May to 30 June.');
    expect(summarize({ project: 'Harbour' })).toBe('You have no signals from Harbour in the last 90 days.');
    expect(summarize({ name: 'Amara Okafor', project: 'Harbour' })).toBe('Amara Okafor has no signals from Harbour in the last 90 days.');
  });
});

describe('the main skills', () => {
  test('are the only ones if no other skill has signals', () => {
    expect(summarize({ skills: [skill('Go', 1)] })).toBe('You worked only with Go in the last 90 days.');
  });

  test('are one skill if it has over half of the share, and not if it has exactly half', () => {
    expect(summarize({ skills: [skill('Go', 0.51), skill('SQL', 0.49)] })).toBe('You worked mostly with Go in the last 90 days.');
    expect(summarize({ skills: [skill('Go', 0.5), skill('SQL', 0.3), skill('CSS', 0.2)] })).toBe(
      'You worked mostly with Go and SQL in the last 90 days.',
    );
  });

  test('are both skills if two are equal', () => {
    expect(summarize({ skills: [skill('SQL', 0.5), skill('Go', 0.5)] })).toBe('You worked only with Go and SQL in the last 90 days.');
  });

  test('include every skill with the same share as a named one', () => {
    const skills = [skill('Go', 0.4), skill('SQL', 0.2), skill('CSS', 0.2), skill('Rust', 0.1), skill('Zig', 0.1)];
    expect(summarize({ skills })).toMatch(/^You worked mostly with Go, CSS,? and SQL in the last 90 days\.$/);
  });

  test('are only counted, and not named, if too many are equal', () => {
    expect(summarize({ skills: ['A', 'B', 'C', 'D'].map((name) => skill(name, 0.25)) })).toBe(
      'You worked with 4 skills in the last 90 days.',
    );
    expect(summarize({ name: 'Amara Okafor', skills: Array.from({ length: 9 }, (_, index) => skill(`S${index}`, 1 / 9)) })).toBe(
      'Amara Okafor worked with 9 skills in the last 90 days.',
    );
  });

  test('are counted, with the largest one named, if no three have over half of the share', () => {
    const skills = [0.22, 0.2, 0.2, 0.2, 0.18].map((share, index) => skill(`S${index}`, share));
    expect(summarize({ skills })).toBe('You worked with 5 skills in the last 90 days, most often with S0.');
    expect(summarize({ skills, name: 'Amara Okafor', project: 'Harbour' })).toBe(
      'Amara Okafor worked with 5 skills in the last 90 days on Harbour, most often with S0.',
    );
  });

  test('depend on the weighted share, and not on the number of signals or the order of the skills', () => {
    expect(summarize({ skills: [skill('Go', 0.3, 50), skill('SQL', 0.7, 40)] })).toBe('You worked mostly with SQL in the last 90 days.');
  });
});

describe('trends', () => {
  const skills = [skill('Go', 1)];
  const trend = (...series: (readonly [string, number[]])[]) =>
    summarize({ skills, series: series.map(([name, counts]) => ({ name, counts })) }).replace(
      'You worked only with Go in the last 90 days.',
      '…',
    );

  test('are increasing with twice as many signals in the second half, and at least four', () => {
    expect(trend(['Go', [1, 1, 2, 2]])).toBe('… Activity in Go is increasing.');
    expect(trend(['Go', [0, 0, 0, 4]])).toBe('… Activity in Go is increasing.');
    expect(trend(['Go', [0, 0, 0, 3]])).toBe('…');
    expect(trend(['Go', [3, 0, 0, 5]])).toBe('…');
  });

  test('are decreasing with twice as many signals in the first half, and at least four', () => {
    expect(trend(['Go', [2, 2, 1, 1]])).toBe('… Activity in Go is decreasing.');
    expect(trend(['Go', [4, 0, 0, 0]])).toBe('… Activity in Go is decreasing.');
    expect(trend(['Go', [3, 0, 0, 0]])).toBe('…');
  });

  test('leave out skills that are named as inactive', () => {
    const sentence = summarize({ skills, time: 'so far', series: [{ name: 'SQL', counts: [9, 0] }], ever: [old('SQL', 9), recent('Go')] });
    expect(sentence).toBe('You worked only with Go so far. No activity in SQL since March.');
  });

  test('ignore the middle one of an odd number of buckets', () => {
    expect(trend(['Go', [1, 9, 4]])).toBe('… Activity in Go is increasing.');
    expect(trend(['Go', [9]])).toBe('…');
  });

  test('name the clearest skill first, and count the others if there are more than two', () => {
    expect(trend(['Go', [0, 4]], ['SQL', [0, 9]])).toBe('… Activity in SQL and Go is increasing.');
    expect(trend(['Go', [0, 4]], ['SQL', [0, 9]], ['CSS', [0, 4]])).toBe('… Activity in SQL and 2 other skills is increasing.');
    expect(trend(['Go', [0, 4]], ['SQL', [9, 0]])).toBe('… Activity in Go is increasing. Activity in SQL is decreasing.');
  });
});

describe('the person, the project and the range', () => {
  const skills = [skill('Go', 0.8), skill('SQL', 0.2)];

  test.each([
    [{}, 'You worked mostly with Go in the last 90 days.'],
    [{ name: 'Amara Okafor' }, 'Amara Okafor worked mostly with Go in the last 90 days.'],
    [{ project: 'Harbour' }, 'You worked mostly with Go in the last 90 days on Harbour.'],
    [{ time: 'in the 90 days up to 3 Oct 2026' }, 'You worked mostly with Go in the 90 days up to 3 Oct 2026.'],
    [{ time: 'so far', name: 'Amara Okafor', project: 'Harbour' }, 'Amara Okafor worked mostly with Go so far on Harbour.'],
  ] as const)('%j appear in the sentence', (figures, sentence) => {
    expect(summarize({ skills, ...figures })).toBe(sentence);
  });
});

describe('skills without activity', () => {
  const skills = [skill('Go', 0.8), skill('SQL', 0.2)];
  const quiet = (...ever: ReturnType<typeof old>[]) =>
    summarize({ skills, ever }).replace('You worked mostly with Go in the last 90 days. ', '');

  test('are named by the one with the most signals', () => {
    expect(quiet(old('Rust', 3, 'May'), old('Ada', 9))).toBe('No activity in Ada since March.');
  });

  test('are grouped if they ended in the same month, sorted by name if equal', () => {
    expect(quiet(old('Rust', 3), old('Ada', 3), old('Perl', 2, 'May'))).toBe('No activity in Ada and Rust since March.');
    expect(quiet(old('Rust', 3), old('Ada', 4), old('Perl', 2))).toBe('No activity in Ada and 2 other skills since March.');
  });
});
