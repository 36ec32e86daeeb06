import { decodeUtf8 } from './utf8.ts';

/** The text is not JSON that every reader understands in the same way. The message is the end of a sentence: "must be UTF-8". */
export class JsonTextError extends Error {
  constructor(
    readonly fault: 'NOT_UTF8' | 'NOT_JSON' | 'FIELD_TWICE',
    message: string,
    /** What the parser says, or the name of the field. */
    readonly detail = '',
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const TOKEN = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}]/g;

/**
 * Reads JSON from bytes. A byte order mark is skipped.
 *
 * @throws JsonTextError for bytes that are not UTF-8, for what is not JSON, and for an object that has a field twice
 */
export function readJson(bytes: Uint8Array): unknown {
  const text = decodeUtf8(bytes);
  if (text === undefined) throw new JsonTextError('NOT_UTF8', 'must be UTF-8');
  return parseJson(text);
}

/**
 * Parses JSON as `JSON.parse` does, but rejects an object that has a field twice: readers disagree about which value counts.
 *
 * @throws JsonTextError
 */
export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    throw new JsonTextError('NOT_JSON', `must be JSON: ${message}`, message, { cause: error });
  }
  const field = findDuplicateField(text);
  if (field !== undefined) throw new JsonTextError('FIELD_TWICE', `must not have the field "${field}" twice in one object`, field);
  return value;
}

/** The first field that one object of a JSON text has twice. */
export function findDuplicateField(text: string): string | undefined {
  // What is JSON already can be read string by string and brace by brace.
  const outer: Set<string>[] = [];
  let fields = new Set<string>();
  for (const { 0: token, 1: colon } of text.matchAll(TOKEN)) {
    if (token === '{') {
      outer.push(fields);
      fields = new Set();
    } else if (token === '}') fields = outer.pop() ?? new Set();
    else if (colon !== undefined) {
      const quoted = token.slice(0, -colon.length);
      const field = quoted.includes('\\') ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
      if (fields.has(field)) return field;
      fields.add(field);
    }
  }
  return undefined;
}
