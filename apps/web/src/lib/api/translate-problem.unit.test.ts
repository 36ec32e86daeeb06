import { i18n } from '@lingui/core';
import type { DirectoryReport } from '@skilltrace/contract';
import { afterEach, describe, expect, it } from 'vitest';
import { exactTime } from '#lib/format/time.ts';
import { speak } from '../../../test/speak.ts';
import { entryInWords, lineInWords, problemInWords } from './problem-words/problem-in-words.ts';
import { translateOrganizationReport, translateProblem, translateReport } from './translate-problem.ts';

const words = { entryInWords, lineInWords, problemInWords };
const problem = {
  type: 'about:blank',
  title: 'Conflict',
  status: 409,
  detail: 'English of שלום.',
  code: 'CONFLICT',
  reason: 'erasing_oneself',
  errors: [{ path: 'name', message: 'English', reason: 'easy_password' }],
} as const;
const sent = { ...problem, errors: [...problem.errors] };
const inEnglish = { detail: 'English of \u2068שלום\u2069.', errors: [{ path: 'name', message: 'English' }] };

afterEach(() => i18n.loadAndActivate({ locale: 'en', messages: {} }));

it('keeps the sentences of the server in English, and loads nothing', async () => {
  let loads = 0;
  const load = async () => {
    loads += 1;
    return words;
  };
  expect(await translateProblem(sent, load)).toMatchObject(inEnglish);
  expect(loads).toBe(0);
});

it('uses the sentences of the browser in another language', async () => {
  i18n.loadAndActivate({ locale: 'de', messages: {} });
  expect(await translateProblem(sent, async () => words)).toMatchObject({
    detail: 'You cannot erase yourself. Ask another admin.',
    errors: [{ path: 'name', message: 'is easy to guess' }],
  });
});

it('keeps the sentences of the server if those of the browser cannot be loaded', async () => {
  i18n.loadAndActivate({ locale: 'de', messages: {} });
  expect(await translateProblem(sent, () => Promise.reject(new TypeError('Failed to fetch')))).toMatchObject(inEnglish);
});

describe('the rejected lines of an import', () => {
  const line = { line: 2, code: 'VALIDATION_FAILED', message: 'English' };
  const errors = [
    {
      ...line,
      errors: [
        { path: 'createdAt', message: 'English', reason: 'in_future' },
        { path: '', message: 'English', reason: 'no_identity' },
      ],
    },
    { ...line, code: 'NOT_FOUND', reason: 'not_found', params: { resource: 'person' } },
    { ...line, code: 'NOT_FOUND', reason: 'from_the_future' },
    line,
  ];
  const report = { imported: 1, duplicates: 0, rejected: 4, signals: 0, errors };

  it('are explained in another language, as far as the server gives reasons', async () => {
    i18n.loadAndActivate({ locale: 'de', messages: {} });
    const translated = await translateReport(report, async () => words);
    expect(translated.errors.map(({ message }) => message)).toEqual([
      'createdAt must not be in the future; give an externalId, a createdAt or both',
      'This person does not exist.',
      'This does not exist, or you may not see it.',
      'English',
    ]);
  });

  it('keep the sentences of the server in English, and if those of the browser cannot be loaded', async () => {
    const fails = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await translateReport(report, fails)).toEqual(report);
    i18n.loadAndActivate({ locale: 'de', messages: {} });
    expect(await translateReport(report, fails)).toEqual(report);
  });
});

describe('the rejected entries of an organization', () => {
  const counts = { created: 0, updated: 0, unchanged: 0, rejected: 2 };
  const endedAt = '2024-01-31T09:00:00.000Z';
  const entry = { index: 0, code: 'CONFLICT', message: 'English' };
  const report: DirectoryReport = {
    skills: counts,
    profiles: counts,
    projects: counts,
    assignments: counts,
    employeeSkills: counts,
    suggestions: counts,
    signals: 0,
    renamed: [],
    rejected: [
      { ...entry, section: 'skills', path: 'skills.0', reason: 'contradicts_entry', params: { entry: 'skills.1', subject: 'skill' } },
      {
        ...entry,
        section: 'profiles',
        path: 'profiles.0.email',
        errors: [
          { path: 'email', message: 'English', reason: 'missing' },
          { path: 'name', message: 'English', reason: 'too_long', params: { max: 200 } },
        ],
      },
      { ...entry, section: 'assignments', path: 'assignments.0.endedAt', reason: 'end_kept', params: { at: endedAt } },
      { ...entry, section: 'suggestions', path: 'suggestions.0', reason: 'refers_to_rejected', params: { entry: 'profiles.0' } },
      { ...entry, section: 'suggestions', path: 'suggestions.1' },
    ],
  };

  it('are explained in German', async () => {
    await speak('de');
    const { rejected, ...rest } = await translateOrganizationReport(report, async () => words);
    expect({ ...rest, rejected: report.rejected }).toEqual(report);
    expect(rejected.map(({ message }) => message)).toEqual([
      // cspell:disable
      'skills.1 widerspricht diesem Eintrag über denselben Skill.',
      'email fehlt; name darf höchstens 200 Zeichen haben',
      `Die Zuordnung ist schon beendet, und der Zeitpunkt lässt sich nicht ändern: ${exactTime(endedAt)}`,
      'Dieser Eintrag bezieht sich auf den abgelehnten Eintrag profiles.0.',
      // cspell:enable
      'English',
    ]);
  });

  it('keep the sentences of the server in English, and if those of the browser cannot be loaded', async () => {
    const fails = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await translateOrganizationReport(report, fails)).toEqual(report);
    i18n.loadAndActivate({ locale: 'de', messages: {} });
    expect(await translateOrganizationReport(report, fails)).toEqual(report);
  });
});
