import { gzipSync } from 'node:zlib';

/** An import file, and the text that a reader must get from it. */
export interface ImportFile {
  name: string;
  bytes: Buffer;
  /** Undefined if the file must be rejected. */
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

/** One table for the two readers of imports, in the browser and in the command line, so that both accept the same files. */
export const IMPORT_FILES: readonly ImportFile[] = [
  { name: 'plain text', bytes: Buffer.from(LINES), text: LINES },
  { name: 'an empty file', bytes: Buffer.alloc(0), text: '' },
  { name: 'plain text with trailing zeros', bytes: Buffer.concat([Buffer.from(LINES), zeros(3)]), text: `${LINES}\0\0\0` },
  { name: 'one archive', bytes: one, text: LINES },
  { name: 'an archive with a file name', bytes: withName, text: LINES },
  { name: 'an empty archive', bytes: gzipSync(''), text: '' },
  { name: 'an archive of zeros', bytes: gzipSync(zeros(70_000), { level: 0 }), text: '\0'.repeat(70_000) },
  { name: 'an archive without compression', bytes: gzipSync(LINES, { level: 0 }), text: LINES },
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
  { name: 'an archive with a few trailing zeros', bytes: Buffer.concat([one, zeros(5)]), text: LINES },
  {
    name: 'several archives padded with zeros',
    bytes: Buffer.concat([one, two, zeros(300_000)]),
    text: `${LINES}\n{"content":"4"}\n`,
  },
  { name: 'an empty archive with trailing zeros', bytes: Buffer.concat([gzipSync(''), zeros(40)]), text: '' },
  { name: 'an archive truncated in its data', bytes: packed.subarray(0, 60), text: undefined },
  { name: 'an archive truncated in its trailer', bytes: one.subarray(0, -3), text: undefined },
  { name: 'an archive truncated in its header', bytes: one.subarray(0, 6), text: undefined },
  { name: 'a truncated second archive', bytes: Buffer.concat([one, two.subarray(0, -9)]), text: undefined },
  { name: 'an archive with a wrong checksum', bytes: damaged(one, -6), text: undefined },
  { name: 'a first archive with a wrong checksum', bytes: Buffer.concat([damaged(one, -6), two]), text: undefined },
  { name: 'an archive with a wrong length', bytes: damaged(one, -4), text: undefined },
  { name: 'an archive followed by other data', bytes: Buffer.concat([one, Buffer.from('{"content":"lost"}')]), text: undefined },
  { name: 'two archives with zeros in between', bytes: Buffer.concat([one, zeros(200_000), two]), text: undefined },
];

/** Whole text files, with their decoded text or the first line that is not valid UTF-8. */
export const TEXT_FILES: readonly { name: string; bytes: Buffer; text?: string; badLine?: number }[] = [
  { name: 'UTF-8', bytes: Buffer.from('{\n"name":"Zürich"}'), text: '{\n"name":"Zürich"}' },
  { name: 'a byte order mark', bytes: Buffer.from('\uFEFF{}'), text: '{}' },
  { name: 'a compressed text with a byte order mark', bytes: gzipSync('\uFEFF{"a":\r\n1}'), text: '{"a":\r\n1}' },
  { name: 'Latin-1 in the third line', bytes: Buffer.from('{\n\n"name":"Zürich"}\n', 'latin1'), badLine: 3 },
  { name: 'a truncated character at the end', bytes: Buffer.from('{}\n"ü').subarray(0, -1), badLine: 2 },
  { name: 'an encoded surrogate', bytes: gzipSync(Buffer.from([0x7b, 0x0a, 0xed, 0xa0, 0x80])), badLine: 2 },
];
