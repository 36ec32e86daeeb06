import { blank, placeholder } from './blank.mjs';

const FENCED = /^([ \t]*)(`{3,}|~{3,}).*\n[\s\S]*?^\s*\2[ \t]*$/gm;
const LINK_TARGET = /(?<=\])(?:\([^)\n]*\)|\[[^\]\n]*\])|<?https?:[^\s)>]*>?/g;
const LINE_START = /^[ \t]*(?:>[ \t]*)*(?:[-*+] |\d+\. |\||#+ )?/;

/** Paragraphs, headings, list items and table cells of a Markdown file, without code and link targets. */
export function markdownProse(_path, text) {
  const prose = text
    .replaceAll(FENCED, blank)
    .replaceAll(/(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, placeholder)
    .replaceAll(LINK_TARGET, placeholder)
    .replaceAll(/\*\*?|<!--|-->/g, blank);
  return [...blocks(prose)];
}

/** A heading, a list item or a table row starts a block on its own line; other lines belong to the block above. */
function* blocks(prose) {
  let block;
  let start = 0;
  for (const line of prose.split(/(?<=\n)/)) {
    const [marker] = LINE_START.exec(line);
    const startsBlock = /[-*+.|#] ?$/.test(marker) || block === undefined || block.isHeading;
    if (line.trim() === '' || startsBlock) {
      if (block) yield block;
      block = undefined;
    }
    const content = blank(marker) + line.slice(marker.length);
    if (line.trim() !== '' && marker.endsWith('|')) yield* cells(start, content);
    else if (line.trim() !== '') {
      block ??= { start, text: '', isHeading: marker.includes('#') };
      block.text += content;
    }
    start += line.length;
  }
  if (block) yield block;
}

function* cells(start, row) {
  for (const { 0: cell, index } of row.matchAll(/(?:[^|\\\n]|\\.)+/g)) if (cell.trim() !== '') yield { start: start + index, text: cell };
}
