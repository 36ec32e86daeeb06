import { blank, placeholder } from './blank.mjs';

const MARKERS = /^[ \t]*(?:\/\/+|\/\*+!?|--+|#+|\*(?!\/))|\*+\/$/gm;
const isComment = (text) => /^(?:\/\/|\/\*|--|#)/.test(text);

/**
 * The comments among the matches (strings or comments) of a text. Comments on consecutive lines are one piece, because a sentence
 * runs over the line end.
 */
export function commentProse(text, matches) {
  const pieces = [];
  let end = -1;
  for (const match of matches) {
    if (!isComment(match[0])) continue;
    const prose = match[0].replaceAll(MARKERS, blank).replaceAll(/`[^`\n]*`/g, placeholder);
    const gap = text.slice(end, match.index);
    if (end >= 0 && /^[ \t\r]*\n[ \t]*$/.test(gap)) pieces.at(-1).text += gap + prose;
    else pieces.push({ start: match.index, text: prose });
    end = match.index + match[0].length;
  }
  return pieces;
}
