import fc from 'fast-check';

/** JSON text that no JavaScript value produces: numbers out of range, duplicate keys, lone surrogates. */
export class RawJson {
  constructor(readonly text: string) {}
}

/** Serializes a value that may contain `RawJson` at any depth. */
export function toJson(value: unknown): string {
  if (value instanceof RawJson) return value.text;
  if (Array.isArray(value)) return `[${value.map(toJson).join(',')}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([key, inner]) => `${JSON.stringify(key)}:${toJson(inner)}`)
      .join(',')}}`;
  return JSON.stringify(value) ?? 'null';
}

/** Texts that have broken software before. None of them matches the patterns that detect leaked internals. */
const HOSTILE_TEXTS: readonly string[] = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\u0001\u0007\u001b[31m',
  '\r\nSet-Cookie: a=b',
  '\ud800',
  '\udc00\ud800',
  '\ufeff',
  '\u202Egnp.exe',
  '\u200b',
  'e\u0301',
  'ﬁ①Ⅷ K',
  'аdmin',
  'İıſß',
  '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}',
  '\u{10FFFF}',
  'Z\u0351\u036b\u0343'.repeat(40),
  "'; DELETE FROM skills; --",
  "' OR '1'='1",
  '1; SELECT pg_sleep(0)',
  '$1',
  '%',
  '_%\\',
  '\\',
  String.raw`\u0000`,
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  'javascript:alert(1)',
  '{{constructor.constructor("x")()}}',
  '${7*7}',
  '../../../../etc/passwd',
  '%00%2e%2e%2f',
  '=1+1',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'null',
  'undefined',
  'NaN',
  'true',
  '-1',
  '0',
  '-0',
  '00',
  '1e3',
  '0x10',
  '9223372036854775807',
  '9223372036854775808',
  '99999999999999999999999999',
  '١٢٣',
  '1,2',
  '+275760-09-13T00:00:00.000Z',
  '+275760-09-13T00:00:00.001Z',
  '-000001-01-01T00:00:00Z',
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '1899-12-31T23:59:59Z',
  '2024-02-30T00:00:00Z',
  '2023-06-30T23:59:60Z',
  '2024-01-01T00:00:00+24:00',
  '2024-01-01T00:00:00-00:00',
  '2024-01-01',
  'infinity',
  'now',
  'Europe/../Zurich',
  'Etc/GMT+25',
  'posix/Europe/Zurich',
  '(a+)+$',
  'x'.repeat(201),
  'x'.repeat(10_001),
  '\u{1F600}'.repeat(5_001),
];

/** Nested deeper than parsers and databases accept. */
const deep = (levels: number, open: string, close: string, inside = '1') =>
  new RawJson(open.repeat(levels) + inside + close.repeat(levels));

const HOSTILE_JSON: readonly RawJson[] = [
  '1e400',
  '-1e400',
  '1e-400',
  '-0',
  '0.1',
  '1.0000000000000000000000001',
  '9007199254740993',
  '9223372036854775808',
  '123456789012345678901234567890',
  '2147483648',
  String.raw`"\ud800"`,
  String.raw`"\udfff\ud800"`,
  String.raw`"a\u0000"`,
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  String.raw`{"\u005f_proto__":{"polluted":true}}`,
  '{"a":1,"a":2}',
  '{"toJSON":1,"then":2,"length":-1}',
  '{"0":"a","length":1}',
  '[[],[[]],{}]',
].map((text) => new RawJson(text));

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...HOSTILE_TEXTS) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 300 }) },
);

/** Values of the wrong type or out of range. */
export const hostileJson: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  { weight: 3, arbitrary: fc.constantFrom(...HOSTILE_JSON) },
  { weight: 2, arbitrary: fc.constantFrom(null, true, false, 0, -1, 1.5, [], {}, [null], [[1]], { id: 1 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(deep(30, '[', ']'), deep(5_000, '[', ']'), deep(3_000, '{"a":', '}'), deep(20, '{"__proto__":', '}')),
  },
  { weight: 1, arbitrary: fc.array(hostileText, { maxLength: 300 }) },
  { weight: 1, arbitrary: fc.integer({ min: 300, max: 3_000 }).map((length) => Array.from({ length }, (_, index) => index + 1)) },
);

/** Bodies that are wrong as a whole. */
export const hostileBody: fc.Arbitrary<Buffer> = fc.oneof(
  fc.constantFrom(
    ...[
      '',
      ' ',
      '{',
      '}',
      '{"a":',
      '[',
      'null',
      '""',
      '1',
      '[]',
      'undefined',
      'NaN',
      '{}{}',
      '{"a":NaN}',
      "{'a':1}",
      '\ufeff{}',
      '{"a":1e400}',
    ].map((text) => Buffer.from(text)),
    Buffer.from([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]),
    Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]),
    Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x7d]),
    Buffer.from('['.repeat(100_000)),
    Buffer.from(`{"a":"${'x'.repeat(1_100_000)}"}`),
    Buffer.from(`{${Array.from({ length: 20_000 }, (_, index) => `"k${index}":1`).join(',')}}`),
  ),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
);

export const hostileContentType: fc.Arbitrary<string> = fc.constantFrom(
  '',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=----x',
  'application/json; charset=utf-16',
  'application/json; charset=',
  'application/json, text/plain',
  'application/x-ndjson',
  'application/problem+json',
  'APPLICATION/JSON',
  'application/json;;;=',
  '*/*',
  '__proto__',
  'constructor/toString',
  `application/${'x'.repeat(2_000)}`,
);

/** Bytes that a header may contain but clients rarely send. */
export const hostileHeader: fc.Arbitrary<string> = fc.constantFrom(
  '',
  ' ',
  '\t',
  'é\xff\x80',
  'x'.repeat(300),
  'x'.repeat(6_000),
  "' OR 1=1 --",
  '__proto__',
  '{"$gt":""}',
  'Bearer',
  'Bearer ',
  'Bearer skt_',
  `Bearer skt_${'A'.repeat(43)}`,
  `Bearer skt_${'é'.repeat(43)}`,
  'Basic YTpi',
  'gzip, br;q=1e400',
  ',,,;;;===',
);
