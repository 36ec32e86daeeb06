import type { ProjectStatus } from '@skilltrace/contract';
import { LONGEST_UPDATE } from '@skilltrace/domain/limits';
import type { ApiProblem } from '#lib/api/api-problem.ts';
import { listInWords } from '#lib/format/list-in-words.ts';

const NEAR = 500;

/** What posting will do, said before it is done. */
export function signalsBeforehand(skillNames: readonly string[]): string {
  if (skillNames.length === 0) return 'This project declares no skills: nothing is emitted.';
  return `Posting emits an update signal for ${listInWords(skillNames)}.`;
}

/** Characters as the server counts them; near the end, how many there are. */
export function lengthInWords(text: string): { isTooLong: boolean; words: string | undefined } {
  // The number of code units is never less.
  if (text.length < LONGEST_UPDATE - NEAR) return { isTooLong: false, words: undefined };
  const length = [...text].length;
  const words = length < LONGEST_UPDATE - NEAR ? undefined : `${length.toLocaleString()} of ${LONGEST_UPDATE.toLocaleString()} characters`;
  return { isTooLong: length > LONGEST_UPDATE, words };
}

/** Why an update was not posted, and what became of it. */
export function notPostedInWords(problem: ApiProblem): string {
  if (problem.code === 'IDEMPOTENCY_KEY_REUSED')
    return 'What you sent before had arrived after all, and stands in the feed. Change it there, or post this as another update.';
  if (problem.status === 0 || problem.isPassing)
    return `${problem.detail} Your text is kept. Post it again once the server is back: it will not be there twice.`;
  const content = problem.messageOf('content');
  return `${content === undefined ? problem.detail : `The text ${content}.`} Your text is kept.`;
}

/** Why there is no place to write for this person, if there is none. */
export function noComposerInWords(status: ProjectStatus, isMember: boolean): string | undefined {
  if (status !== 'active') return `The project is ${status}: nobody posts updates any more.`;
  return isMember ? undefined : 'Only members post updates, each about their own work. You read along.';
}

const MOST_LINES = 12;
const MOST_CHARACTERS = 1_200;

/** Whether an update is long enough to be folded. */
export const isLong = (content: string): boolean =>
  content.length > MOST_CHARACTERS || content.split('\n', MOST_LINES + 1).length > MOST_LINES;
