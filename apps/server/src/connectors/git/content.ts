import { LONGEST_UPDATE } from '@skilltrace/domain/limits';
import { freeTextProblem } from '@skilltrace/domain/text/free-text';

/** Returns the subject and body as the text of an update, cut to the maximum length. */
export function contentOf(message: Buffer): string {
  const text = message.toString().trim();
  const characters = text.length <= LONGEST_UPDATE ? undefined : [...text];
  const kept =
    characters === undefined || characters.length <= LONGEST_UPDATE ? text : `${characters.slice(0, LONGEST_UPDATE - 1).join('')}…`;
  return freeTextProblem(kept, 1, LONGEST_UPDATE) === undefined ? kept : '(no message)';
}
