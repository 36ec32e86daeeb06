type JsonProblem =
  | { kind: 'unexpected'; found: string; expected: Expected }
  | { kind: 'end'; expected: Expected }
  | { kind: 'lineBreak' | 'controlCharacter' | 'escape' | 'unclosed' };

/** The first position at which a text is not JSON. Lines and columns count from 1; a column is a UTF-16 code unit. */
export type JsonError = { line: number; column: number } & JsonProblem;

export type Expected = 'value' | 'value or ]' | 'name or }' | 'name' | ':' | ', or ]' | ', or }' | 'end';

const LITERAL = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/**
 * Finds the first position at which a text is not JSON, because the errors of `JSON.parse` differ between browsers. Undefined for
 * JSON. Call it only after `JSON.parse` has failed: it is ten times slower.
 */
export function findJsonError(text: string): JsonError | undefined {
  const open: ('[' | '{')[] = [];
  let expected: Expected = 'value';
  let at = 0;

  const afterValue = (): Expected => (open.length === 0 ? 'end' : open.at(-1) === '[' ? ', or ]' : ', or }');
  for (;;) {
    while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at += 1;
    const character = text[at];
    if (character === undefined) return expected === 'end' ? undefined : errorAt(text, at, { kind: 'end', expected });
    const takesValue = expected === 'value' || expected === 'value or ]';
    const takesName: boolean = expected === 'name' || expected === 'name or }';
    if (character === '"' && (takesValue || takesName)) {
      const end = endOfString(text, at);
      if (typeof end !== 'number') return end;
      at = end;
      expected = takesName ? ':' : afterValue();
    } else if ((character === '[' || character === '{') && takesValue) {
      open.push(character);
      expected = character === '[' ? 'value or ]' : 'name or }';
      at += 1;
    } else if ((character === ']' || character === '}') && expected.endsWith(`or ${character}`)) {
      open.pop();
      expected = afterValue();
      at += 1;
    } else if (character === ',' && expected.startsWith(', or')) {
      expected = open.at(-1) === '[' ? 'value' : 'name';
      at += 1;
    } else if (character === ':' && expected === ':') {
      expected = 'value';
      at += 1;
    } else if (takesValue && startsAt(LITERAL, text, at)) {
      at = LITERAL.lastIndex;
      expected = afterValue();
    } else {
      return errorAt(text, at, { kind: 'unexpected', found: character, expected });
    }
  }
}

function startsAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

/** The end of the string that begins here, or the error inside it. */
function endOfString(text: string, begin: number): number | JsonError {
  for (let at = begin + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code < 0x20) return errorAt(text, at, { kind: code === 0x0a || code === 0x0d ? 'lineBreak' : 'controlCharacter' });
    if (code !== 0x5c) continue;
    if (!startsAt(ESCAPE, text, at)) return errorAt(text, at, { kind: 'escape' });
    at = ESCAPE.lastIndex - 1;
  }
  return errorAt(text, begin, { kind: 'unclosed' });
}

function errorAt(text: string, at: number, problem: JsonProblem): JsonError {
  let line = 1;
  let begin = 0;
  for (let feed = text.indexOf('\n'); feed !== -1 && feed < at; feed = text.indexOf('\n', begin)) {
    line += 1;
    begin = feed + 1;
  }
  return { line, column: at - begin + 1, ...problem };
}
