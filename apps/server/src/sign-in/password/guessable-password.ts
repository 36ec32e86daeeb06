import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

/** The highest score of zxcvbn: guessing the whole password takes at least 10^10 attempts. */
const GOOD_SCORE = 4;
/** Enough for a good password. Checking all 200 characters would block the server for too long. */
const LOOKED_AT = 40;
const SHORTEST_WORD = 3;
const CONTEXT = ['skilltrace'];

let loading: Promise<ZxcvbnFactory> | undefined;

/**
 * Whether a password is easy to guess: it is one of the 50,000 most common passwords, or consists mostly of common passwords, words
 * and names, the name or address of its owner, dates, keyboard patterns and repetitions. It does not require certain kinds of
 * characters (OWASP ASVS 5.0, 6.2.4, 6.2.5 and 6.2.11). The lists are English; in other scripts every character counts.
 *
 * @param about the name and e-mail address of the owner of the password
 */
export async function isGuessable(password: string, about: readonly string[] = []): Promise<boolean> {
  const zxcvbn = await (loading ??= load());
  // Normalized as for the hash.
  const characters = [...password.normalize('NFKC')];
  const inputs = [...CONTEXT, ...about.flatMap(wordsOf)];
  const parts = [characters.slice(0, LOOKED_AT), ...(characters.length > LOOKED_AT ? [characters.slice(-LOOKED_AT)] : [])];
  const isGood = (text: string) => zxcvbn.check(text, inputs).score >= GOOD_SCORE;
  // The rest of the password without the context words must also be strong.
  return !parts.map((part) => part.join('')).some((text) => isGood(text) && isGood(without(inputs, text)));
}

function without(words: readonly string[], text: string): string {
  const longestFirst = words.toSorted((one, other) => other.length - one.length);
  return longestFirst.reduce((rest, word) => rest.replaceAll(word, ''), text.toLowerCase());
}

/** Takes 60 MB and up to a second, so the lists are loaded when the first password is set. */
async function load(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ]);
  // The list of 89,000 last names is not needed, because `about` contains the name of the owner.
  const { 'lastnames-en': _lastNames, 'wikipedia-en': _wikipedia, ...words } = english.dictionary;
  return new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...words },
    graphs: common.adjacencyGraphs,
    // Each reading of digits and symbols as letters takes time. With the default of 100, a password full of them takes seconds.
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
