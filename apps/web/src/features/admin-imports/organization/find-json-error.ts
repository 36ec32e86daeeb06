/** Where a text stops being JSON. */
export interface JsonError {
  /** Both counted from 1; a column is a character as JavaScript counts them. */
  line: number;
  column: number;
  what: string;
}

type Expected = 'value' | 'value or ]' | 'name or }' | 'name' | ':' | ', or ]' | ', or }' | 'end';

const WORDS: Record<Expected, string> = {
  value: 'a value',
  'value or ]': 'a value or ]',
  'name or }': 'a name in double quotes or }',
  name: 'a name in double quotes',
  ':': 'a colon after the name',
  ', or ]': 'a comma or ]',
  ', or }': 'a comma or }',
  end: 'the end of the file',
};

const LITERAL = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/**
 * The first place at which a text is not JSON, for engines say it in their own words or not at all. Undefined for JSON.
 * For texts that `JSON.parse` has refused: it is ten times slower.
 */
export function findJsonError(text: string): JsonError | undefined {
  const open: ('[' | '{')[] = [];
  let expected: Expected = 'value';
  let at = 0;

  const afterValue = (): Expected => (open.length === 0 ? 'end' : open.at(-1) === '[' ? ', or ]' : ', or }');
  for (;;) {
    while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at += 1;
    const character = text[at];
    if (character === undefined)
      return expected === 'end' ? undefined : errorAt(text, at, `The file ends where ${WORDS[expected]} should be`);
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
      return errorAt(text, at, `${JSON.stringify(character)} stands where ${WORDS[expected]} should be`);
    }
  }
}

function startsAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

/** Where the string that begins here ends, or what is wrong inside it. */
function endOfString(text: string, begin: number): number | JsonError {
  for (let at = begin + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code < 0x20)
      return errorAt(
        text,
        at,
        code === 0x0a || code === 0x0d ? 'A text is not closed at the end of its line' : 'A text holds a control character',
      );
    if (code !== 0x5c) continue;
    if (!startsAt(ESCAPE, text, at)) return errorAt(text, at, 'A backslash in a text begins nothing that JSON knows');
    at = ESCAPE.lastIndex - 1;
  }
  return errorAt(text, begin, 'The text that begins here is never closed');
}

function errorAt(text: string, at: number, what: string): JsonError {
  let line = 1;
  let begin = 0;
  for (let feed = text.indexOf('\n'); feed !== -1 && feed < at; feed = text.indexOf('\n', begin)) {
    line += 1;
    begin = feed + 1;
  }
  return { line, column: at - begin + 1, what };
}
