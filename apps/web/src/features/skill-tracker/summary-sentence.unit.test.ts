import { describe, expect, test } from 'vitest';
import { summarySentence, type SummaryFigures } from './summary-sentence.ts';

const skill = (name: string, share: number, signals = Math.round(share * 100)) => ({ name, share, signals });
const flat = (name: string) => ({ name, counts: [3, 3, 3, 3] });
const old = (name: string, signals: number, lastMonth = 'March') => ({ name, signals, lastMonth, isBeforeRange: true });
const recent = (name: string) => ({ name, signals: 9, lastMonth: 'November', isBeforeRange: false });

const tell = (figures: Partial<SummaryFigures>) =>
  summarySentence({ span: 'last 90 days', period: '', skills: [], series: [], ever: [recent('TypeScript')], ...figures });

test('says what most went to, what is picking up and what is quiet', () => {
  const sentence = tell({
    skills: [skill('TypeScript', 0.4), skill('SQL', 0.3), skill('PostgreSQL', 0.2), skill('CSS', 0.1)],
    series: [flat('TypeScript'), flat('SQL'), { name: 'PostgreSQL', counts: [0, 1, 2, 4] }],
    ever: [recent('TypeScript'), old('Go', 12), old('Perl', 3, 'May 2024')],
  });
  expect(sentence).toBe('Most of the last 90 days went to TypeScript and SQL; PostgreSQL is picking up; nothing on Go since March.');
});

describe('nothing', () => {
  test('at all', () => {
    expect(tell({ ever: [] })).toBe('You have no signals yet.');
    expect(tell({ ever: [], name: 'Amara Okafor' })).toBe('Amara Okafor has no signals yet.');
    expect(tell({ ever: [], where: 'on Harbour' })).toBe('You have no signals on Harbour yet.');
  });

  test('as of a past day is not "yet"', () => {
    expect(tell({ ever: [], isPast: true })).toBe('The ledger held no signals of yours then.');
    expect(tell({ ever: [], isPast: true, name: 'Amara Okafor', where: 'on Harbour' })).toBe(
      'The ledger held no signals of Amara Okafor’s on Harbour then.',
    );
  });

  test('in the range, and since when', () => {
    expect(tell({ ever: [old('Go', 12)] })).toBe('You have no signals in the last 90 days; nothing on Go since March.');
    expect(tell({ name: 'Amara Okafor', span: undefined, period: 'from 1 May to 30 June' })).toBe(
      'Amara Okafor has no signals from 1 May to 30 June.',
    );
  });
});

describe('most of it', () => {
  test('one skill alone is all of it', () => {
    expect(tell({ skills: [skill('Go', 1)] })).toBe('All of the last 90 days went to Go.');
  });

  test('one skill with over half of it stands alone, one with exactly half does not', () => {
    expect(tell({ skills: [skill('Go', 0.51), skill('SQL', 0.49)] })).toBe('Most of the last 90 days went to Go.');
    expect(tell({ skills: [skill('Go', 0.5), skill('SQL', 0.3), skill('CSS', 0.2)] })).toBe('Most of the last 90 days went to Go and SQL.');
  });

  test('two even skills are both named', () => {
    expect(tell({ skills: [skill('SQL', 0.5), skill('Go', 0.5)] })).toBe('All of the last 90 days went to Go and SQL.');
  });

  test('a skill is not left out beside another that has as much', () => {
    const skills = [skill('Go', 0.4), skill('SQL', 0.2), skill('CSS', 0.2), skill('Rust', 0.1), skill('Zig', 0.1)];
    expect(tell({ skills })).toBe('Most of the last 90 days went to Go, CSS and SQL.');
  });

  test('even skills, too many to name, are spread', () => {
    expect(tell({ skills: ['A', 'B', 'C', 'D'].map((name) => skill(name, 0.25)) })).toBe('The last 90 days were spread over 4 skills.');
    expect(tell({ name: 'Amara Okafor', skills: Array.from({ length: 9 }, (_, index) => skill(`S${index}`, 1 / 9)) })).toBe(
      'Amara Okafor’s last 90 days were spread over 9 skills.',
    );
  });

  test('a year was, days were', () => {
    const skills = ['A', 'B', 'C', 'D'].map((name) => skill(name, 0.25));
    expect(tell({ skills, span: 'last year' })).toBe('The last year was spread over 4 skills.');
    expect(tell({ skills, span: 'year to 3 Oct 2026' })).toBe('The year to 3 Oct 2026 was spread over 4 skills.');
  });

  test('of a spread the one skill with more than any other is named', () => {
    const skills = [0.22, 0.2, 0.2, 0.2, 0.18].map((share, index) => skill(`S${index}`, share));
    expect(tell({ skills })).toBe('The last 90 days were spread over 5 skills, S0 above all.');
  });

  test('goes by share, which weighs signals, in whatever order the skills come', () => {
    expect(tell({ skills: [skill('Go', 0.3, 50), skill('SQL', 0.7, 40)] })).toBe('Most of the last 90 days went to SQL.');
  });
});

describe('trends', () => {
  const skills = [skill('Go', 1)];
  const trend = (...series: (readonly [string, number[]])[]) =>
    tell({ skills, series: series.map(([name, counts]) => ({ name, counts })) }).replace('All of the last 90 days went to Go', '…');

  test('picking up is twice as much in the later half, and four or more', () => {
    expect(trend(['Go', [1, 1, 2, 2]])).toBe('…; Go is picking up.');
    expect(trend(['Go', [0, 0, 0, 4]])).toBe('…; Go is picking up.');
    expect(trend(['Go', [0, 0, 0, 3]])).toBe('….');
    expect(trend(['Go', [3, 0, 0, 5]])).toBe('….');
  });

  test('fading is the mirror of it', () => {
    expect(trend(['Go', [2, 2, 1, 1]])).toBe('…; Go is fading.');
    expect(trend(['Go', [4, 0, 0, 0]])).toBe('…; Go is fading.');
    expect(trend(['Go', [3, 0, 0, 0]])).toBe('….');
  });

  test('what is quiet is not fading as well', () => {
    const sentence = tell({ skills, span: undefined, series: [{ name: 'SQL', counts: [9, 0] }], ever: [old('SQL', 9), recent('Go')] });
    expect(sentence).toBe('All of your signals are for Go; nothing on SQL since March.');
  });

  test('the middle of an odd number of buckets belongs to neither half', () => {
    expect(trend(['Go', [1, 9, 4]])).toBe('…; Go is picking up.');
    expect(trend(['Go', [9]])).toBe('….');
  });

  test('the clearer stands first, and more than two are counted', () => {
    expect(trend(['Go', [0, 4]], ['SQL', [0, 9]])).toBe('…; SQL and Go are picking up.');
    expect(trend(['Go', [0, 4]], ['SQL', [0, 9]], ['CSS', [0, 4]])).toBe('…; SQL and 2 others are picking up.');
    expect(trend(['Go', [0, 4]], ['SQL', [9, 0]])).toBe('…; Go is picking up; SQL is fading.');
  });
});

describe('whose, and when', () => {
  const skills = [skill('Go', 0.8), skill('SQL', 0.2)];

  test.each([
    [{}, 'Most of the last 90 days went to Go.'],
    [{ name: 'Amara Okafor' }, 'Most of Amara Okafor’s last 90 days went to Go.'],
    [{ where: 'on Harbour' }, 'Most of the last 90 days on Harbour went to Go.'],
    [{ span: '90 days to 3 October' }, 'Most of the 90 days to 3 October went to Go.'],
    [{ span: undefined }, 'Most of your signals are for Go.'],
    [{ span: undefined, name: 'Amara Okafor', where: 'on Harbour' }, 'Most of Amara Okafor’s signals on Harbour are for Go.'],
    [{ span: undefined, period: 'from 1 May to 30 June' }, 'Most of your signals from 1 May to 30 June are for Go.'],
  ] as const)('%j', (figures, sentence) => {
    expect(tell({ skills, ...figures })).toBe(sentence);
  });

  const quiet = (...ever: ReturnType<typeof old>[]) => tell({ skills, ever }).replace('Most of the last 90 days went to Go; ', '');

  test('of several quiet skills the one with most signals is named', () => {
    expect(quiet(old('Rust', 3, 'May'), old('Ada', 9))).toBe('nothing on Ada since March.');
  });

  test('with those that ended in the same month, by name where they are even', () => {
    expect(quiet(old('Rust', 3), old('Ada', 3), old('Perl', 2, 'May'))).toBe('nothing on Ada and Rust since March.');
    expect(quiet(old('Rust', 3), old('Ada', 4), old('Perl', 2))).toBe('nothing on Ada and 2 others since March.');
  });
});
