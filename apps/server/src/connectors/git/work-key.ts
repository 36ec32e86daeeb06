import { createHash } from 'node:crypto';
import type { Commit } from './read-commits.js';

// When git commits again, it removes spaces, control characters and .,:;<>"\' from both ends of a name. These are the other bytes.
const AROUND_NAMES = /^[^!#-&(-+\-/-9=?-[\]-\u00ff]+|[^!#-&(-+\-/-9=?-[\]-\u00ff]+$/g;
// Only ASCII whitespace, unlike `trim`: the bytes of other characters must not be split.
const BLANKS = /[\t\n\v\f\r ]+/g;
const PICKED_FROM = / ?\(cherry picked from commit [0-9a-f]{7,64}\)/g;

/**
 * The key that a commit shares with its copies, made of the author name, the author time in seconds and the message. A rebase,
 * a signature, a cherry-pick or another committer changes none of these, although it changes the hash, the parents, the tree,
 * and sometimes the whitespace of the message and the time zone. A changed e-mail address does not change the key either.
 */
export function workKey({ name, authoredAt, message }: Pick<Commit, 'name' | 'authoredAt' | 'message'>): string {
  // Latin-1 has a character for each byte, so different bytes give different keys in any encoding.
  const author = name.toString('latin1').replaceAll(AROUND_NAMES, '');
  const words = message.toString('latin1').replaceAll(BLANKS, ' ').replaceAll(PICKED_FROM, '').replaceAll(/^ | $/g, '');
  return createHash('sha256')
    .update(`${Number(authoredAt)}\n${author}\n${words}`, 'latin1')
    .digest()
    .toString('hex', 0, 16);
}
