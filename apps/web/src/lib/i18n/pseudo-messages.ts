import type { Messages } from '@lingui/core';
import { MIRRORED } from './locale.ts';

type Message = Messages[string];

const LATIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LETTERS = {
  accented: 'åƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ',
  hebrew: 'אבצדהופגחיךכםמןנקרשתטץזסעלאבצדהופגחיךכםמןנקרשתטץזסעל',
};
const TAG = /(<[^>]*>)/;
/** How much longer than English a translation may be. */
const LONGER = 0.4;

/** Messages of a pseudo-locale, made from English ones: with accents and 40 % longer, or in Hebrew letters. */
export function pseudoMessages(messages: Messages, locale: string): Messages {
  const change = locale === MIRRORED ? inHebrewLetters : accented;
  return Object.fromEntries(Object.entries(messages).map(([id, message]) => [id, changed(message, change)]));
}

/** A compiled message is a text, or an array of texts and of values: `['name']`, `['count', 'plural', { one: [...] }]`. */
function changed(message: Message, change: (text: string) => string): Message {
  if (typeof message === 'string') return outsideOfTags(message, change);
  return message.map((part) => {
    if (typeof part === 'string') return outsideOfTags(part, change);
    const [name, type, cases] = part as [string, string?, (string | Record<string, Message | number | undefined>)?];
    if (typeof cases !== 'object') return part;
    const all = Object.entries(cases).map(([key, value]) => [
      key,
      typeof value === 'string' || Array.isArray(value) ? changed(value, change) : value,
    ]);
    return [name, type, Object.fromEntries(all)];
  }) as Message;
}

const outsideOfTags = (text: string, change: (text: string) => string): string =>
  text
    .split(TAG)
    .map((piece) => (TAG.test(piece) ? piece : change(piece)))
    .join('');

function inLetters(text: string, letters: string): string {
  const all = [...letters];
  return [...text].map((letter) => all[LATIN.indexOf(letter)] ?? letter).join('');
}

const inHebrewLetters = (text: string): string => inLetters(text, LETTERS.hebrew).replaceAll('→', '←');

const accented = (text: string): string =>
  text.replaceAll(/\p{L}+/gu, (word) => inLetters(word, LETTERS.accented) + 'ẍ'.repeat(Math.ceil(word.length * LONGER)));
