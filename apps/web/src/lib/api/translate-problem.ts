import { i18n } from '@lingui/core';
import type { DirectoryReport, ImportReport, Problem } from '@skilltrace/contract';
import { loadMessagesOnce } from '../i18n/messages.ts';
import { isolateWithin } from '../isolate.ts';

type Words = typeof import('./problem-words/problem-in-words.ts');
type Load = () => Promise<Words>;

/**
 * A problem of the server in the language of the browser. English is what the server speaks; for other languages, the sentences are
 * loaded with the first problem. If they cannot be loaded, the English ones are better than none.
 */
export const translateProblem = (problem: Problem, load: Load = loadWords): Promise<Problem> =>
  translate(inEnglish(problem), load, ({ problemInWords }) => problemInWords(problem));

/** The lines that an import of updates rejected, with the reasons in the language of the browser. */
export const translateReport = async (report: ImportReport, load: Load = loadWords): Promise<ImportReport> =>
  report.errors.length === 0
    ? report
    : translate(report, load, ({ lineInWords }) => ({
        ...report,
        errors: report.errors.map((line) => ({ ...line, message: lineInWords(line) })),
      }));

/** The same for the entries that an import of an organization rejected. */
export const translateOrganizationReport = async (report: DirectoryReport, load: Load = loadWords): Promise<DirectoryReport> =>
  report.rejected.length === 0
    ? report
    : translate(report, load, ({ entryInWords }) => ({
        ...report,
        rejected: report.rejected.map((entry) => ({ ...entry, message: entryInWords(entry) })),
      }));

async function translate<Answer>(english: Answer, load: Load, inWords: (words: Words) => Answer): Promise<Answer> {
  if (i18n.locale === 'en') return english;
  try {
    return inWords(await load());
  } catch {
    return english;
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
