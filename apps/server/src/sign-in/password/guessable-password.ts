import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

/** What it takes to guess the whole password is at least 10^10 attempts: the highest score of zxcvbn. */
const GOOD_SCORE = 4;
/** Enough to be good; looking at all of 200 characters would hold up the server. */
const LOOKED_AT = 40;
const SHORTEST_WORD = 3;
const CONTEXT = ['skilltrace'];

let loading: Promise<ZxcvbnFactory> | undefined;

/**
 * Whether a password is easy to guess: one of the 50,000 commonest, or made of those, of common words and
 * names, of the name or address of its owner, of dates, of runs of the keyboard and of repetitions, with too little besides. It asks
 * for no kinds of characters (OWASP ASVS 5.0, 6.2.4, 6.2.5 and 6.2.11). The lists are English; in other scripts every character counts.
 *
 * @param about name and e-mail address of the person whose password it is to be
 */
export async function isGuessable(password: string, about: readonly string[] = []): Promise<boolean> {
  const zxcvbn = await (loading ??= load());
  // As it is hashed.
  const characters = [...password.normalize('NFKC')];
  const inputs = [...CONTEXT, ...about.flatMap(wordsOf)];
  const parts = [characters.slice(0, LOOKED_AT), ...(characters.length > LOOKED_AT ? [characters.slice(-LOOKED_AT)] : [])];
  const isGood = (text: string) => zxcvbn.check(text, inputs).score >= GOOD_SCORE;
  // What is left without the words of the context has to be good by itself.
  return !parts.map((part) => part.join('')).some((text) => isGood(text) && isGood(without(inputs, text)));
}

function without(words: readonly string[], text: string): string {
  const longestFirst = words.toSorted((one, other) => other.length - one.length);
  return longestFirst.reduce((rest, word) => rest.replaceAll(word, ''), text.toLowerCase());
}

/** 60 MB and up to a second, so not before a password is set for the first time. */
async function load(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ]);
  // Of the 89,000 last names, those that matter here are in `about`.
  const { 'lastnames-en': _lastNames, 'wikipedia-en': _wikipedia, ...words } = english.dictionary;
  return new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...words },
    graphs: common.adjacencyGraphs,
    // Each way to read digits and signs as letters costs time: with the 100 of the library, seconds for a password full of them.
    l33tMaxSubstitutions: 16,
  });
}

function wordsOf(text: string): string[] {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= SHORTEST_WORD);
}
