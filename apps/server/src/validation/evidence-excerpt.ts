/** The maximum length of an excerpt in code points, including its ellipsis. */
const EXCERPT_LENGTH = 140;

/** The number of characters of an update that are used for the excerpt. Enough even with a lot of white space. */
export const EXCERPT_SOURCE = 600;

const ELLIPSIS = '…';

/**
 * Returns the beginning of an update on one line: white space becomes single spaces, and a text over 140 code points is cut at a word
 * and ends with an ellipsis. A long last word is cut itself if dropping it would halve the excerpt.
 *
 * @param beginning the first 601 characters of the update; the last one only shows that there are more than 600
 */
export function excerptOf(beginning: string): string {
  const all = [...beginning.trim().replaceAll(/\s+/g, ' ')];
  const hasMore = [...beginning].length > EXCERPT_SOURCE;
  if (all.length <= EXCERPT_LENGTH && !hasMore) return all.join('');
  const kept = all.slice(0, EXCERPT_LENGTH - 1);
  const endsAtWord = all.length <= kept.length || all[kept.length] === ' ';
  const lastBlank = kept.lastIndexOf(' ');
  const end = !endsAtWord && lastBlank >= EXCERPT_LENGTH / 2 ? lastBlank : kept.length;
  return kept.slice(0, end).join('').trimEnd() + ELLIPSIS;
}
