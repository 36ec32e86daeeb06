/** What is in every list of passwords, in the languages that such lists are full of, and what this product is called. */
const WORDS = [
  'skilltrace',
  'administrator',
  'passphrase',
  'passwort',
  'password',
  'iloveyou',
  'changeme',
  'welcome',
  'letmein',
  'sunshine',
  'princess',
  'football',
  'trustno1',
  'dragon',
  'monkey',
  'secret',
  'master',
  'admin',
  'login',
];
/** What fingers do by themselves, forwards and backwards. */
const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'yxcvbnm',
  '1q2w3e4r5t6y7u8i9o0p',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  'qazwsxedcrfvtgbyhnujm',
].flatMap((run) => [run, [...run].toReversed().join('')]);
const SHORTEST_RUN = 3;
const SHORTEST_WORD = 3;
const FEWEST_CHARACTERS = 6;

/**
 * Whether a password is one of the first that anybody would try: made of the name or address of its owner, of this product's
 * name, of the words of every list, of runs of the keyboard and of repetitions, with fewer than six different characters
 * besides. It asks for no kinds of characters (OWASP ASVS 5.0, 6.2.4, 6.2.5 and 6.2.11).
 *
 * @param about name and e-mail address of the person whose password it is to be
 */
export function isGuessable(password: string, about: readonly string[] = []): boolean {
  const words = [...about.flatMap(wordsOf), ...WORDS].toSorted((one, other) => other.length - one.length);
  // A space stays where something was: what stood on both sides of it does not become a word or a run.
  const rest = words.reduce((text, word) => text.replaceAll(word, ' '), password.normalize('NFKC').toLowerCase());
  return new Set(withoutRuns(rest).replaceAll(/\s/g, '')).size < FEWEST_CHARACTERS;
}

function wordsOf(text: string): string[] {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= SHORTEST_WORD);
}

function withoutRuns(text: string): string {
  let rest = '';
  for (let at = 0; at < text.length;) {
    const length = runAt(text, at);
    rest += length >= SHORTEST_RUN ? ' ' : text.slice(at, at + 1);
    at += length >= SHORTEST_RUN ? length : 1;
  }
  return rest;
}

function runAt(text: string, at: number): number {
  let length = 1;
  while (at + length < text.length && RUNS.some((run) => run.includes(text.slice(at, at + length + 1)))) length += 1;
  return length;
}
