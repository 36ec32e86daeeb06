/** Somebody's name and address, as texts of others may hold them. */
export interface Named {
  name: string;
  email: string;
}

const SPACE = '[[:space:]\u00a0]+';
// Not within a longer word.
const WORD = { before: '(?<![[:alnum:]_])', after: '(?![[:alnum:]_])' };
// Not within a longer address, such as that of joann@ for ann@; a full stop may end the sentence.
const ADDRESS = { before: '(?<![[:alnum:]])(?<![[:alnum:]][._%+-])', after: '(?![[:alnum:]_-]|[.][[:alnum:]])' };

/**
 * A regular expression of PostgreSQL for the full name (also with the last word first) and the e-mail address of a
 * person. It spells out the cases and the two Unicode forms of each letter, so that it finds the same whatever the locale
 * of the database. A name of a single word is found only as it is written: in any case, Will would be found in every
 * other sentence.
 */
export function namePattern({ name, email }: Named): string {
  const words = name.normalize('NFC').split(/\s+/u).filter(Boolean);
  const isWhole = words.length > 1;
  const [last = '', ...others] = [words.at(-1) ?? '', ...words.slice(0, -1)].map((word) => spelled(word, isWhole));
  const names = isWhole ? [[...others, last].join(SPACE), `${last},?${SPACE}${others.join(SPACE)}`] : [...name].length > 1 ? [last] : [];
  return [
    ...names.map((found) => `${WORD.before}(?:${found})${WORD.after}`),
    `${ADDRESS.before}${spelled(email, true)}${ADDRESS.after}`,
  ].join('|');
}

/** The same for texts inside JSON, where quotes and backslashes are escaped. */
export function namePatternInJson({ name, email }: Named): string {
  const escaped = (text: string) => JSON.stringify(text).slice(1, -1);
  return namePattern({ name: escaped(name), email: escaped(email) });
}

function spelled(text: string, anyCase: boolean): string {
  return [...text.normalize('NFC')]
    .map((letter) => {
      const cases = anyCase ? [letter, letter.toLowerCase(), letter.toUpperCase()] : [letter];
      const forms = [...new Set(cases.flatMap((form) => [form.normalize('NFC'), form.normalize('NFD')]))];
      return forms.length === 1 ? quoted(forms[0] ?? '') : `(?:${forms.map(quoted).join('|')})`;
    })
    .join('');
}

/** What is no letter or digit has a meaning in a regular expression, unless it is escaped. */
function quoted(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}\p{M}]/gu, String.raw`\$&`);
}
