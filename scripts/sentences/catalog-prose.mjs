import { placeholder } from './blank.mjs';

/** The messages of an English catalog: each `msgid`, and its `msgstr` where the two differ. */
export function catalogProse(_path, text) {
  const pieces = [];
  let previous;
  for (const match of text.matchAll(/^(msgid|msgstr) ((?:"(?:[^"\\]|\\.)*"\s*)+)/gm)) {
    const [, keyword, strings] = match;
    const isHeader = keyword === 'msgstr' && /^(?:""\s*)?$/.test(previous ?? '');
    if (!isHeader && strings !== previous) pieces.push({ start: match.index + keyword.length + 1, text: messageText(strings) });
    previous = keyword === 'msgid' ? strings : undefined;
  }
  return pieces;
}

/** Without quotes, escapes, code and the syntax around plurals and placeholders. */
function messageText(strings) {
  return strings
    .replaceAll(/"[ \t\r]*$|^"/gm, ' ')
    .replaceAll(/\\./g, '  ')
    .replaceAll(/\{\w+(?:, \w+,?)?|\}|`[^`]*`/g, placeholder);
}
