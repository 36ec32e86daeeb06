import { decodeUtf8 } from './utf8.ts';

/** The text is not JSON, or JSON readers disagree about its meaning. The message is the end of a sentence, such as "must be UTF-8". */
export class JsonTextError extends Error {
  constructor(
    readonly fault: 'NOT_UTF8' | 'NOT_JSON' | 'FIELD_TWICE',
    message: string,
    /** The message of the parser, or the name of the field. */
    readonly detail = '',
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const TOKEN = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}]/g;

/**
 * Reads JSON from bytes. Skips a byte order mark.
 *
 * @throws JsonTextError if the bytes are not UTF-8 or not JSON, or if an object has a duplicate field
 */
export function readJson(bytes: Uint8Array): unknown {
  const text = decodeUtf8(bytes);
  if (text === undefined) throw new JsonTextError('NOT_UTF8', 'must be UTF-8');
  return parseJson(text);
}

/**
 * Parses JSON like `JSON.parse`, but rejects an object with a duplicate field, because readers disagree about which value
 * counts.
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

/** Returns the first duplicate field of an object in a JSON text. */
export function findDuplicateField(text: string): string | undefined {
  // The text is valid JSON, so strings and braces are enough to find the fields.
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
