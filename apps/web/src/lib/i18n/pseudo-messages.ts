import type { Messages } from '@lingui/core';
import { MIRRORED } from './locale.ts';

type Message = Messages[string];

const PLAIN = 'AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRrSsTtUuVvWwXxYyZz';
const ACCENTED_LETTERS = [...'ÅåƁƀÇçÐðÉéƑƒĜĝĤĥÎîĴĵĶķĻļṀɱÑñÖöÞþǪǫŔŕŠšŢţÛûṼṽŴŵẊẋÝýŽž'];
const TAG = /(<[^>]*>)/;
const START_RIGHT_TO_LEFT = '\u202E';
const END = '\u202C';

/** Messages of a pseudo-locale, made from English ones: accented and 40 % longer, or mirrored. */
export function pseudoMessages(messages: Messages, locale: string): Messages {
  const change = locale === MIRRORED ? mirrored : accented;
  return Object.fromEntries(Object.entries(messages).map(([id, message]) => [id, changed(message, change)]));
}

/** A compiled message is a text, or an array of texts and of values: `['name']`, `['count', 'plural', { one: [...] }]`. */
function changed(message: Message, change: (text: string) => string): Message {
  if (typeof message === 'string') return outsideOfTags(message, change);
  return message.map((part) => {
    if (typeof part === 'string') return outsideOfTags(part, change);
    const [name, type, cases] = part as [string, string?, (string | Record<string, Message | number>)?];
    if (typeof cases !== 'object') return part;
    const all = Object.entries(cases).map(([key, value]) => [key, typeof value === 'number' ? value : changed(value, change)]);
    return [name, type, Object.fromEntries(all)];
  }) as Message;
}

const outsideOfTags = (text: string, change: (text: string) => string): string =>
  text
    .split(TAG)
    .map((piece) => (piece === '' || TAG.test(piece) ? piece : change(piece)))
    .join('');

function accented(text: string): string {
  const letters = [...text].map((letter) => ACCENTED_LETTERS[PLAIN.indexOf(letter)] ?? letter).join('');
  const words = text.match(/\p{L}/gu)?.length ?? 0;
  return letters + 'ẍ'.repeat(Math.ceil(words * 0.4));
}

// A number sign is the place of a count.
const mirrored = (text: string): string => text.replaceAll(/[^#\s]+(?:\s+[^#\s]+)*/g, (words) => START_RIGHT_TO_LEFT + words + END);
