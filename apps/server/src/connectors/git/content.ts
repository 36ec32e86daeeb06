import { freeTextProblem } from '@skilltrace/domain/text/free-text';

const LONGEST_CONTENT = 10_000;

/** Subject and body as the text of an update, cut to what one can hold. */
export function contentOf(message: Buffer): string {
  const text = message.toString().trim();
  const characters = text.length <= LONGEST_CONTENT ? undefined : [...text];
  const kept =
    characters === undefined || characters.length <= LONGEST_CONTENT ? text : `${characters.slice(0, LONGEST_CONTENT - 1).join('')}…`;
  return freeTextProblem(kept, 1, LONGEST_CONTENT) === undefined ? kept : '(no message)';
}
