import { foldText, type FoldedText } from '../fold-text.js';
import { namePatterns, type NameAndEmail } from '../name-pattern.js';

/** The replacement for a name or address. */
export const REPLACEMENT = 'a former member';

/** Removes a person's name and addresses from a text. Returns undefined if the text does not contain them. */
export type RemoveName = (text: string) => string | undefined;

/** Returns a function that removes a person's name and addresses from texts. */
export function createNameRemover(named: NameAndEmail): RemoveName {
  const { anyCase, sameCase } = namePatterns(named);
  return (text) => {
    const found = [...matchesIn(foldText(text), anyCase), ...(sameCase ? matchesIn(foldText(text, true), sameCase) : [])];
    if (found.length === 0) return undefined;
    let left = '';
    let end = 0;
    for (const match of found.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
      if (match.start < end) continue;
      left += text.slice(end, match.start) + REPLACEMENT;
      end = match.end;
    }
    return left + text.slice(end);
  };
}

/** Does the same for JSON: each field name and string separately. Numbers and JSON keywords are not changed. */
export function createJsonNameRemover(named: NameAndEmail): RemoveName {
  const removeName = createNameRemover(named);
  return (json) => {
    let isFound = false;
    const left = json.replaceAll(/"(?:[^"\\]|\\.)*"/gu, (token) => {
      const text = removeName(JSON.parse(token) as string);
      if (text === undefined) return token;
      isFound = true;
      return JSON.stringify(text);
    });
    return isFound ? left : undefined;
  };
}

/** Positions of matches in the original text. A match that covers only part of a character is ignored. */
function matchesIn({ text, starts, ends }: FoldedText, pattern: RegExp): { start: number; end: number }[] {
  return [...text.matchAll(pattern)].flatMap(({ 0: found, index }) => {
    const [start, end] = [starts[index] ?? -1, ends[index + found.length - 1] ?? -1];
    return start === -1 || end === -1 ? [] : [{ start, end }];
  });
}
