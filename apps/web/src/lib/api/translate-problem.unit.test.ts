import { i18n } from '@lingui/core';
import { afterEach, expect, it } from 'vitest';
import { problemInWords } from './problem-words/problem-in-words.ts';
import { translateProblem } from './translate-problem.ts';

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
    return { problemInWords };
  };
  expect(await translateProblem(sent, load)).toMatchObject(inEnglish);
  expect(loads).toBe(0);
});

it('uses the sentences of the browser in another language', async () => {
  i18n.loadAndActivate({ locale: 'de', messages: {} });
  expect(await translateProblem(sent, async () => ({ problemInWords }))).toMatchObject({
    detail: 'You cannot erase yourself. Ask another admin.',
    errors: [{ path: 'name', message: 'is easy to guess' }],
  });
});

it('keeps the sentences of the server if those of the browser cannot be loaded', async () => {
  i18n.loadAndActivate({ locale: 'de', messages: {} });
  expect(await translateProblem(sent, () => Promise.reject(new TypeError('Failed to fetch')))).toMatchObject(inEnglish);
});
