import { t } from '@lingui/core/macro';
import type { ProjectStatus } from '@skilltrace/contract';
import { LONGEST_UPDATE } from '@skilltrace/domain/limits';
import type { ApiProblem } from '#lib/api/api-problem.ts';
import { listInWords } from '#lib/format/list-in-words.ts';
import { inDigits } from '#lib/format/number.ts';

const NEAR = 500;

/** Says before posting which signals the update will create. */
export function signalsBeforehand(skillNames: readonly string[]): string {
  if (skillNames.length === 0) return t`This project declares no skills, so this update will create no signals.`;
  const skills = listInWords(skillNames);
  return t`This update will count towards ${skills}.`;
}

/** Counts characters like the server. The words appear near the limit. */
export function lengthInWords(text: string): { isTooLong: boolean; words: string | undefined } {
  // The number of code units is never smaller than the number of characters.
  if (text.length < LONGEST_UPDATE - NEAR) return { isTooLong: false, words: undefined };
  const characters = [...text].length;
  const isTooLong = characters > LONGEST_UPDATE;
  if (characters < LONGEST_UPDATE - NEAR) return { isTooLong, words: undefined };
  const [length, limit] = [inDigits(characters), inDigits(LONGEST_UPDATE)];
  return { isTooLong, words: isTooLong ? t`Too long: ${length} of ${limit} characters.` : t`${length} of ${limit} characters` };
}

/** Explains why an update was not posted, and whether its text is kept. */
export function notPostedInWords(problem: ApiProblem): string {
  if (problem.code === 'IDEMPOTENCY_KEY_REUSED')
    return t`Your previous attempt was posted and is in the feed. Edit it there, or post this text as another update.`;
  const { detail } = problem;
  if (problem.status === 0 || problem.isTemporary)
    return t`${detail} Your text is kept. Post it again when the server is available. It will not appear twice.`;
  const reason = problem.messageOf('content');
  return reason === undefined ? t`${detail} Your text is kept.` : t`The update ${reason}. Your text is kept.`;
}

/** Explains why this person cannot post an update, or undefined if they can. */
export function noComposerInWords(status: ProjectStatus, isMember: boolean): string | undefined {
  if (status === 'completed') return t`The project is completed. Members can no longer post updates.`;
  if (status === 'archived') return t`The project is archived. Members cannot post updates.`;
  return isMember ? undefined : t`Only members can post updates.`;
}

const MOST_LINES = 12;
const MOST_CHARACTERS = 1_200;

/** Whether an update is so long that it is folded. */
export const isLong = (content: string): boolean =>
  content.length > MOST_CHARACTERS || content.split('\n', MOST_LINES + 1).length > MOST_LINES;
