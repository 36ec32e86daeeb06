// "Who was erased is nobody": a clause that begins with who, what or which and is the subject of another verb. No single word
// shows it, so this counts the verbs up to the next conjunction and reports a clause with two of them. A label ("What a page
// shows") has one, and a question ends in "?".
const START =
  /(?:^|[.!?;:][’'")]*\s|\n[ \t]*\n|\(|,\s+(?=(?:and|but|so)\s))\s*["'“‘]?(?:(?:and|but|or|so)\s+)?\b(who|what|which)\s(?:[^.!?;:()–—"“”\n]|\n(?![ \t]*\n)|[.:](?=\S))*/gi;
const AUXILIARY = /^(?:is|isn[’']t|are|was|were|has|had|have|does|do|did|can|cannot|could|may|might|must|should|will|would)$/;
const LEXICAL =
  /^(?:asks|became|becomes|belongs|changed|changes|comes|counts|declares|depends|ends|fails|failed|finds|follows|gets|goes|happens|holds|keeps|knows|leads|leaves|loses|makes|means|needs|ran|reads|remains|runs|says|sees|sends|shows|stays|takes|waits|wants|writes)$/;
const CONJUNCTION =
  /^(?:after|although|and|as|because|before|but|how|if|nor|once|or|since|than|that|though|unless|until|when|where|whether|which|while|who|whom|whose|why|what)$/;
const NOUN_BEGINS = /^(?:an?|the|each|every|its?|they|their|he|she|you|your|we|our|else|no|some(?:body|one)|this|these|those)$/;
const GROUP_BEGINS = /^(?:to|do|does|did|can|cannot|could|may|might|must|should|will|would)$/;
const PREPOSITION = /^(?:between|by|for|from|in|of|on|to|with)$/;

export const FREE_STANDING_SUBJECT = {
  name: 'who, what, which as a subject',
  use: 'a noun first (the person who …, data that …)',
};

/** The index of each sentence or clause with such a subject in a piece of prose. */
export function* freeStandingSubjects(text) {
  for (const match of text.matchAll(START)) {
    const from = match.index + match[0].search(/\b(?:who|what|which)\s/i);
    const end = match.index + match[0].length;
    if (text[end] !== '?' && countVerbs(text.slice(from, end)) > 1) yield from;
  }
}

const isAuxiliary = (word = '') => AUXILIARY.test(word);

/** Verbs up to the first conjunction or comma. A comma directly before a verb ("What is larger, is refused") does not end it. */
function countVerbs(clause) {
  const [pronoun, ...words] = clause.toLowerCase().split(/\s+/);
  let verbs = 0;
  for (const [index, word] of words.entries()) {
    const bare = word.replace(/,$/, '');
    if (CONJUNCTION.test(bare)) break;
    verbs += verbsIn(bare, words.slice(0, index), pronoun, verbs);
    if (word.endsWith(',') && !isAuxiliary(words[index + 1])) break;
  }
  return verbs;
}

function verbsIn(word, before, pronoun, verbs) {
  const previous = before.at(-1);
  if (previous === undefined && pronoun === 'who') return NOUN_BEGINS.test(word) ? 0 : 1;
  if (isAuxiliary(word)) {
    if (GROUP_BEGINS.test(previous) || (/^(?:not|never|also|only)$/.test(previous) && GROUP_BEGINS.test(before.at(-2)))) return 0;
    // A word in -s or -ed before a singular verb is a verb too (`what each declares is`), unless it ends a phrase (`of these cookies is`).
    const isSecond = verbs === 0 && before.length > 1 && /^(?:is|was|has|does)$/.test(word) && /(?:(?<!i|r|s|u)s|ed)$/.test(previous);
    return isSecond && !before.some((earlier) => PREPOSITION.test(earlier)) ? 2 : 1;
  }
  return LEXICAL.test(word) && (previous === undefined || verbs > 0) && !NOUN_BEGINS.test(previous) ? 1 : 0;
}
