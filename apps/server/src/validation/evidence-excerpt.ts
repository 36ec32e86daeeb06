/** Characters (code points) of an excerpt at most, its ellipsis included. */
const EXCERPT_LENGTH = 140;

/** Characters of an update from which an excerpt is made: enough for the excerpt and a good deal of white space. */
export const EXCERPT_SOURCE = 600;

const ELLIPSIS = '…';

/**
 * The beginning of an update on one line: white space becomes single blanks, and what is longer than 140 characters (code
 * points) ends at a word with an ellipsis. A word that would take more than half of the excerpt away is cut instead.
 *
 * @param beginning the update, of which no more than 600 characters and one that says that there are more are needed
 */
export function excerptOf(beginning: string): string {
  const all = [...beginning.trim().replaceAll(/\s+/g, ' ')];
  const goesOn = [...beginning].length > EXCERPT_SOURCE;
  if (all.length <= EXCERPT_LENGTH && !goesOn) return all.join('');
  const kept = all.slice(0, EXCERPT_LENGTH - 1);
  const endsAtWord = all.length <= kept.length || all[kept.length] === ' ';
  const lastBlank = kept.lastIndexOf(' ');
  const end = !endsAtWord && lastBlank >= EXCERPT_LENGTH / 2 ? lastBlank : kept.length;
  return kept.slice(0, end).join('').trimEnd() + ELLIPSIS;
}
