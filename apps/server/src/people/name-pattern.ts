import { foldText } from './fold-text.js';

/** A person's name and address, as they may occur in other people's texts. */
export interface NameAndEmail {
  name: string;
  email: string;
}

/** Scripts without spaces between words, or with particles attached to a name (Korean). */
const UNSPACED = [
  'Han',
  'Hiragana',
  'Katakana',
  'Bopomofo',
  'Hangul',
  'Thai',
  'Lao',
  'Khmer',
  'Myanmar',
  'Tibetan',
  'Tai_Le',
  'New_Tai_Lue',
  'Tai_Tham',
  'Tai_Viet',
  'Javanese',
  'Balinese',
  'Yi',
]
  .map((script) => String.raw`\p{scx=${script}}`)
  .join('');
const unspaced = new RegExp(`^[${UNSPACED}]$`, 'v');
/** A letter or digit of other scripts. A name next to one is part of a longer word. */
const WORD = String.raw`[[\p{L}\p{M}\p{Nd}]--[${UNSPACED}]]`;
/** Prefixes that Arabic and Hebrew write before a word without a space, such as "and" or "to". */
const PREFIXED = String.raw`(?<=(?<!${WORD})(?:[وفبكل]{1,2}(?:ال)?|ال|[ושהבלכמ]{1,3}))`;
/** Korean particles and honorifics: after any name, after a vowel, and after a consonant. */
const PARTICLES = {
  any: '의 에 에게 께 께서 님 씨 군 양 도 만 로 하고 한테 부터 까지 처럼 보다 라고 입니다',
  vowel: '가 는 를 와 랑',
  consonant: '은 이 을 과 이랑 으로 이다',
};
const HANGUL = String.raw`\p{Script=Hangul}`;
/** A word broken at the end of a line, with or without a hyphen. */
const BROKEN = String.raw`(?:-[ \t]*\r?\n[ \t]*)?`;
const BROKEN_UNSPACED = String.raw`(?:\r?\n[ \t]*)?`;

const escape = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
const last = (text: string) => [...text].at(-1) ?? '';
const first = (text: string) => [...text][0] ?? '';
const isUnspaced = (character: string) => unspaced.test(character);

/** Patterns for the result of `foldText`: `anyCase` for text in lower case, `sameCase` for text that keeps its case. */
export interface NamePatterns {
  anyCase: RegExp;
  sameCase: RegExp | undefined;
}

/**
 * Patterns for the ways in which texts name a person: the full name, including with the last word first or the first word last; a
 * handle after @; the local part of any address; and the person's own address. A name of one word matches only in its original
 * case, because otherwise a name like Will would match in many sentences. A name of one letter is not searched.
 */
export function namePatterns({ name, email }: NameAndEmail): NamePatterns {
  const parts = foldText(name)
    .text.split(/[\s,·]+/u)
    .filter(Boolean);
  const lastFirst = [...parts.slice(-1), ...parts.slice(0, -1)];
  const orders = distinct([parts, lastFirst, [...parts.slice(1), ...parts.slice(0, 1)]]);
  const isLong = [...parts.join('')].length > 1;
  const handles = isLong ? orders.map((order) => order.map(spelled).join('[._\\-]?')) : [];
  const localParts = parts.length > 1 ? handles.map((handle) => `(?<!${WORD}|[._%+\\-])${handle}(?:\\+[\\w.\\-]+)?@[\\w.\\-]*\\w`) : [];
  const patterns = [addressPattern(email), ...localParts, ...handles.map((handle) => `(?<!${WORD})@${handle}(?!${WORD})`)];
  if (parts.length > 1) patterns.push(...orders.map((order) => fullName(order)), fullName(lastFirst, ','));
  else if (parts.length === 1 && isLong && isUnspaced(first(parts[0] ?? ''))) patterns.push(bounded(loosely(parts[0] ?? '')));
  const [single] = foldText(name, true)
    .text.split(/[\s,·]+/u)
    .filter(Boolean);
  return {
    anyCase: new RegExp(patterns.join('|'), 'gv'),
    sameCase:
      parts.length === 1 && isLong && single !== undefined && !isUnspaced(first(single))
        ? new RegExp(bounded(spelled(single), single), 'gv')
        : undefined,
  };
}

/** Does not match inside a longer address, such as joann@ for ann@. A full stop may follow at the end of a sentence. */
function addressPattern(email: string): string {
  const [local = '', domain = ''] = foldText(email).text.split('@');
  return `(?<!${WORD})(?<!${WORD}[._%+\\-])${escape(local)}(?:\\+[\\w.\\-]+)?(?:@|%40)${escape(domain)}(?!${WORD}|[_\\-]|\\.${WORD})`;
}

/** Inserts `comma` after the first word, for names in the form "Last, First". */
function fullName(parts: readonly string[], comma = ''): string {
  const words = parts.map((part, index) => {
    const next = parts[index + 1];
    if (next === undefined) return spelled(part);
    const isJoined = isUnspaced(last(part)) && isUnspaced(first(next));
    const gap = isJoined ? String.raw`[\s·._]{0,3}` : String.raw`(?:\s+|\s*·\s*|[._\-])`;
    return `${spelled(part)}${index === 0 && comma !== '' ? `${comma}\\s*` : gap}`;
  });
  return bounded(words.join(''), parts.join(''));
}

/** A name without spaces may be written with one, after the surname or between any two characters. */
function loosely(name: string): { pattern: string; name: string } {
  const syllables = [...name.normalize('NFC')];
  const gap = syllables.length > 2 ? String.raw`[\s·]?` : '';
  return { pattern: syllables.map((syllable) => spelled(syllable.normalize('NFKD'))).join(`${BROKEN_UNSPACED}${gap}`), name };
}

/** Adds the word boundaries of the script. A Korean name of two syllables needs them, because it is often also a word. */
function bounded(found: string | { pattern: string; name: string }, written?: string): string {
  const pattern = typeof found === 'string' ? found : found.pattern;
  const name = typeof found === 'string' ? (written ?? '') : found.name;
  const isShortKorean = /^\p{Script=Hangul}+$/u.test(name) && [...name.normalize('NFC')].length < 3;
  if (isShortKorean) return `(?<!${HANGUL}|${WORD})${pattern}(?=(?:${particlesAfter(name)})?(?!${HANGUL}|${WORD}))`;
  const before = isUnspaced(first(name)) ? '' : `(?:(?<!${WORD})|${PREFIXED})`;
  const after = isUnspaced(last(name)) ? '' : `(?!${WORD})`;
  return `${before}${pattern}${after}`;
}

function particlesAfter(name: string): string {
  const own = /[\u11A8-\u11C2]$/.test(name.normalize('NFD')) ? PARTICLES.consonant : PARTICLES.vowel;
  return `${PARTICLES.any} ${own}`
    .split(' ')
    .map((particle) => particle.normalize('NFKD'))
    .join('|');
}

function spelled(word: string): string {
  const broken = isUnspaced(first(word)) ? BROKEN_UNSPACED : BROKEN;
  return [...word].map((letter) => (letter === '-' ? String.raw`[\- ]` : escape(letter))).join(broken);
}

function distinct(orders: string[][]): string[][] {
  return [...new Map(orders.map((order) => [order.join(' '), order])).values()];
}
