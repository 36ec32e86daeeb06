import { i18n } from '@lingui/core';
import type { ImportReport, Problem } from '@skilltrace/contract';
import { loadMessagesOnce } from '../i18n/messages.ts';
import { isolateWithin } from '../isolate.ts';

type Words = typeof import('./problem-words/problem-in-words.ts');

/**
 * A problem of the server in the language of the browser. English is what the server speaks; for other languages, the sentences are
 * loaded with the first problem. If they cannot be loaded, the English ones are better than none.
 */
export async function translateProblem(problem: Problem, load: () => Promise<Words> = loadWords): Promise<Problem> {
  if (i18n.locale === 'en') return inEnglish(problem);
  try {
    const { problemInWords } = await load();
    return problemInWords(problem);
  } catch {
    return inEnglish(problem);
  }
}

/** The lines that an import rejected, with the reasons in the language of the browser. */
export async function translateReport(report: ImportReport, load: () => Promise<Words> = loadWords): Promise<ImportReport> {
  if (i18n.locale === 'en' || report.errors.length === 0) return report;
  try {
    const { lineInWords } = await load();
    return { ...report, errors: report.errors.map((line) => ({ ...line, message: lineInWords(line) })) };
  } catch {
    return report;
  }
}

async function loadWords(): Promise<Words> {
  const [words] = await Promise.all([import('./problem-words/problem-in-words.ts'), loadMessagesOnce('problems')]);
  return words;
}

function inEnglish(problem: Problem): Problem {
  const errors = problem.errors?.map((field) => ({ ...field, message: isolateWithin(field.message) }));
  return { ...problem, detail: isolateWithin(problem.detail), errors };
}
