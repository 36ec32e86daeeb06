import { gzipSync } from 'node:zlib';

/** What a reader of imports makes of a file: its text, or that it cannot be read. */
export interface ImportFile {
  name: string;
  bytes: Buffer;
  /** Undefined where the file is refused. */
  text: string | undefined;
}

const LINES = '{"content":"Zürich"}\r\n{"content":"שלום"}\n\n{"content":"3"}';
const [one, two] = [gzipSync(LINES), gzipSync('\n{"content":"4"}\n')];
const zeros = (count: number) => Buffer.alloc(count);
const packed = gzipSync('x'.repeat(200_000));
const withName = Buffer.concat([Buffer.from('1f8b0808000000000003', 'hex'), Buffer.from('updates.ndjson\0'), one.subarray(10)]);

function damaged(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at < 0 ? copy.length + at : at]! ^= 1;
  return copy;
}

/** One table for both readers of imports, the browser's and the command line's: what one takes the other takes. */
export const IMPORT_FILES: readonly ImportFile[] = [
  { name: 'plain text', bytes: Buffer.from(LINES), text: LINES },
  { name: 'an empty file', bytes: Buffer.alloc(0), text: '' },
  { name: 'plain text that ends in zeros', bytes: Buffer.concat([Buffer.from(LINES), zeros(3)]), text: `${LINES}\0\0\0` },
  { name: 'one archive', bytes: one, text: LINES },
  { name: 'an archive that keeps the name of its file', bytes: withName, text: LINES },
  { name: 'an archive of nothing', bytes: gzipSync(''), text: '' },
  { name: 'an archive of zeros', bytes: gzipSync(zeros(70_000), { level: 0 }), text: '\0'.repeat(70_000) },
  { name: 'an archive that does not compress', bytes: gzipSync(LINES, { level: 0 }), text: LINES },
  {
    name: 'several archives',
    bytes: Buffer.concat([one, gzipSync(''), two, packed]),
    text: `${LINES}\n{"content":"4"}\n${'x'.repeat(200_000)}`,
  },
  {
    name: 'many small archives',
    bytes: Buffer.concat(Array.from({ length: 300 }, (_, index) => gzipSync(`${index}\n`))),
    text: Array.from({ length: 300 }, (_, index) => `${index}\n`).join(''),
  },
  { name: 'an archive with a few zeros after it', bytes: Buffer.concat([one, zeros(5)]), text: LINES },
  {
    name: 'several archives padded to a block with zeros',
    bytes: Buffer.concat([one, two, zeros(300_000)]),
    text: `${LINES}\n{"content":"4"}\n`,
  },
  { name: 'an archive of nothing with zeros after it', bytes: Buffer.concat([gzipSync(''), zeros(40)]), text: '' },
  { name: 'an archive that is cut off in its data', bytes: packed.subarray(0, 60), text: undefined },
  { name: 'an archive that is cut off in its trailer', bytes: one.subarray(0, -3), text: undefined },
  { name: 'an archive that is cut off in its header', bytes: one.subarray(0, 6), text: undefined },
  { name: 'a second archive that is cut off', bytes: Buffer.concat([one, two.subarray(0, -9)]), text: undefined },
  { name: 'an archive with a wrong checksum', bytes: damaged(one, -6), text: undefined },
  { name: 'a first archive with a wrong checksum', bytes: Buffer.concat([damaged(one, -6), two]), text: undefined },
  { name: 'an archive with a wrong length', bytes: damaged(one, -4), text: undefined },
  { name: 'an archive with something else after it', bytes: Buffer.concat([one, Buffer.from('{"content":"lost"}')]), text: undefined },
  { name: 'an archive, zeros, and another archive', bytes: Buffer.concat([one, zeros(200_000), two]), text: undefined },
];

/** Whole texts: what becomes of their bytes. */
export const TEXT_FILES: readonly { name: string; bytes: Buffer; text?: string; badLine?: number }[] = [
  { name: 'UTF-8', bytes: Buffer.from('{\n"name":"Zürich"}'), text: '{\n"name":"Zürich"}' },
  { name: 'a byte order mark', bytes: Buffer.from('\uFEFF{}'), text: '{}' },
  { name: 'a packed text with a byte order mark', bytes: gzipSync('\uFEFF{"a":\r\n1}'), text: '{"a":\r\n1}' },
  { name: 'Latin-1 in the third line', bytes: Buffer.from('{\n\n"name":"Zürich"}\n', 'latin1'), badLine: 3 },
  { name: 'a character that is cut off at the end', bytes: Buffer.from('{}\n"ü').subarray(0, -1), badLine: 2 },
  { name: 'a surrogate in bytes', bytes: gzipSync(Buffer.from([0x7b, 0x0a, 0xed, 0xa0, 0x80])), badLine: 2 },
];
