import type { ImportedCommits } from '../connectors/git/import-commits.js';
import type { ImportPlan } from '../connectors/git/plan-import.js';
import type { RejectedCommit } from '../connectors/git/rejected-commits.js';
import type { Survey } from '../connectors/git/survey-history.js';
import { formatImport } from './format-import.js';
import { counted } from './report.js';

const MOST_ERRORS = 100;

/**
 * The outcome for all commits. Each is imported, a duplicate, by an erased person, or rejected. `rewritten` and `copies` are included in
 * the duplicates.
 */
export interface GitUpdates {
  imported: number;
  duplicates: number;
  /** Recognized after a rewrite of the history, although neither id nor hash is known. */
  rewritten: number;
  /** Cherry-picks and other copies within this history. */
  copies: number;
  /** Skipped because their authors were erased. */
  erased: number;
  rejected: number;
  signals: number;
  /** The first 100 rejected commits. */
  errors: RejectedCommit[];
}

/** Adds up what the survey, the plan and the import found. */
export function countGitUpdates(survey: Survey, plan: ImportPlan, imported: ImportedCommits): GitUpdates {
  const rejections = [survey.refused, plan.rejected, imported.rejected];
  return {
    imported: imported.imported,
    duplicates: plan.duplicates + imported.duplicates,
    rewritten: plan.rewritten,
    copies: survey.copies,
    erased: plan.erased + imported.erased,
    rejected: rejections.reduce((sum, { count }) => sum + count, 0),
    signals: imported.signals,
    errors: rejections.flatMap(({ first }) => first).slice(0, MOST_ERRORS),
  };
}

/** Formats the result of an import as text. */
export function formatGitImport({ commits, authors }: Survey, directory: string, updates: GitUpdates): string {
  return [`${counted(commits, 'commit')} by ${counted(authors, 'author')}`, '', directory, '', updatesInWords(updates)].join('\n');
}

/** Formats the result of a dry run as text. */
export function formatGitDryRun({ commits, authors }: Survey, wouldCreate: Record<string, number>, updates: GitUpdates): string {
  const created = Object.entries(wouldCreate).filter(([, count]) => count > 0);
  return [
    `${counted(commits, 'commit')} by ${counted(authors, 'author')}`,
    `Would create: ${created.map(([section, count]) => `${count.toLocaleString('en')} ${section}`).join(', ') || 'nothing'}`,
    '',
    updatesInWords(updates),
    '',
    'Dry run: nothing was written.',
  ].join('\n');
}

function updatesInWords(updates: GitUpdates): string {
  const notes = [
    ...(updates.copies > 0
      ? [`${counted(updates.copies, 'commit is a copy of another commit', 'commits are copies of other commits')} in this history.`]
      : []),
    ...(updates.rewritten > 0
      ? [`${counted(updates.rewritten, 'commit was', 'commits were')} already imported before this history was rewritten.`]
      : []),
    ...(updates.erased > 0
      ? [`${counted(updates.erased, 'commit')} by erased people ${updates.erased === 1 ? 'was' : 'were'} skipped.`]
      : []),
  ];
  const rejections = updates.errors.map(({ commit, ...error }) => ({ what: commit.slice(0, 12), ...error }));
  return [formatImport(updates, rejections), ...notes].join('\n');
}
