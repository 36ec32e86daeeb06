import { createHash } from 'node:crypto';
import type { Commit } from './read-commits.js';

// git drops blanks, control characters and .,:;<>"\' from the ends of a name when it commits again: all but these.
const AROUND_NAMES = /^[^!#-&(-+\-/-9=?-[\]-\u00ff]+|[^!#-&(-+\-/-9=?-[\]-\u00ff]+$/g;
// Only ASCII blanks, unlike `trim`: the bytes of other characters must stay whole.
const BLANKS = /[\t\n\v\f\r ]+/g;
const PICKED_FROM = / ?\(cherry picked from commit [0-9a-f]{7,64}\)/g;

/**
 * What a commit and its copies have in common: the author's name, the author's second and the message. A rebase, a
 * signature, a cherry-pick or another committer changes none of these. They do change the hash, the parents, the tree, and
 * sometimes the blanks of the message and the time zone. A changed e-mail address does not change the key either.
 */
export function workKey({ name, authoredAt, message }: Pick<Commit, 'name' | 'authoredAt' | 'message'>): string {
  // Latin-1 has a character for each byte: whatever the encoding is, other bytes are another key.
  const author = name.toString('latin1').replaceAll(AROUND_NAMES, '');
  const words = message.toString('latin1').replaceAll(BLANKS, ' ').replaceAll(PICKED_FROM, '').replaceAll(/^ | $/g, '');
  return createHash('sha256')
    .update(`${Number(authoredAt)}\n${author}\n${words}`, 'latin1')
    .digest()
    .toString('hex', 0, 16);
}
