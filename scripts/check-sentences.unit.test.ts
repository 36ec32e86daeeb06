import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const SCRIPT = join(import.meta.dirname, 'check-sentences.mjs');

/** A sentence for each construction. */
const ODD = [
  ['whoever', 'Ask whoever created it'],
  ['whatever', 'It is refused, whatever its size'],
  ['somebody', 'Waits until somebody decides'],
  ['nobody', 'The list has nobody'],
  ['anybody', 'It is not shown to anybody'],
  ['anew', 'The requester can ask anew'],
  ['for ever', 'Tokens are kept for ever'],
  ['at once', 'Two servers start at once'],
  ['tells, told', 'The response tells the reason'],
  ['tells, told', 'The client is told the reason'],
  ['stands', 'Below stands each signal'],
  ['stands', 'Former members stand here'],
  ['one’s own', 'Deciding under one’s own name fails'],
  ['so many … that', 'Of these so many are running that others wait'],
  ['it is over', 'Waits until it is over'],
  ['goes on', 'The round goes on'],
  ['comes of', 'The row shows each signal that came of it'],
  ['is none', 'The address is none'],
  ['is nothing of', 'There is nothing of it'],
  ['as it were', 'It is, as it were, a queue'],
  ['of its own accord', 'The job stops of its own accord'],
  ['for good', 'The person is erased for good'],
  ['in vain', 'The request was sent in vain'],
  ['all the same', 'It answers all the same'],
  ['by half', 'The file is read by half'],
  ['ever after', 'The row is locked ever after'],
  ['put down to', 'The change is put down to the admin'],
  ['who, what, which as a subject', 'Who was erased is unknown'],
  ['who, what, which as a subject', 'What is larger is refused'],
  ['who, what, which as a subject', 'What changes nothing is not'],
  ['who, what, which as a subject', 'Which rows are kept is decided later'],
  ['who, what, which as a subject', 'What each declares is the reason for its signals'],
  ['who, what, which as a subject', 'It has ended; who asked can ask again'],
] as const;

/** Plain English with the same words. */
const PLAIN = [
  'A standard cookie stands for one session, and its stand-in stands in for it',
  'The clock stands still, which does not stand in the way. They understand it',
  'A body that is over 1 MB is rejected: it is over the limit',
  'Returns undefined if there is none. This is for good reason',
  'So many people use this. Each row is checked once, at most once',
  'It goes on the list. They are all the same',
  'Who may read a page? What is a signal, and who was asked',
  'What a page shows of people who were erased',
  'What happens when the disk is full. Which rows were deleted',
  'Who knows this skill. What the owner of the database has to do before servers that were stopped can start',
  'The column `nobody` and the value `told` are on the wire',
];

/** Files that have a sentence as prose, each with the line where the sentence begins. */
const PLACES: Record<string, { line?: number; text: (sentence: string) => string }> = {
  'apps/line.ts': { line: 2, text: (sentence) => `const url = 'http://a'; \n// ${sentence}.\n` },
  'apps/lines.ts': { text: (sentence) => `// ${sentence.replaceAll(' ', '\n// ')}.\n` },
  'apps/block.tsx': { line: 3, text: (sentence) => `const a = <p>{/* An element. */}it’s</p>;\n/**\n * ${sentence}.\n */\n` },
  'apps/end.mjs': { line: 2, text: (sentence) => `function a() {\n  // ${sentence}.\n}\n` },
  'apps/name.test.ts': { line: 2, text: (sentence) => `describe('a', () => {\n  test('${sentence}', () => {});\n});\n` },
  'apps/each.test.ts': { line: 1, text: (sentence) => `it.each([['a']])('${sentence}', () => {});\n` },
  'apps/template.test.ts': { line: 1, text: (sentence) => `describe.skipIf(true)(\`${sentence}\`, () => {});\n` },
  'apps/table.sql': { line: 2, text: (sentence) => `SELECT '--', $$\n  -- ${sentence}.\n$$;\n` },
  'apps/style.css': { line: 1, text: (sentence) => `/* ${sentence}. */\n` },
  'apps/schema.prisma': { line: 1, text: (sentence) => `/// ${sentence}.\n` },
  '.github/workflows/a.yml': { line: 2, text: (sentence) => `a: 'b # c'\nb: c # ${sentence}.\n` },
  '.env.example': { line: 1, text: (sentence) => `# ${sentence}.\n` },
  'docs/paragraph.md': { line: 3, text: (sentence) => `# Title\n\n${sentence}.\n` },
  'docs/lines.md': { text: (sentence) => `${sentence.replaceAll(' ', '\n')}.\n` },
  'docs/item.md': { line: 2, text: (sentence) => `- An item.\n- **${sentence}.** Another sentence.\n` },
  'docs/table.md': { line: 3, text: (sentence) => `| a | b |\n|---|---|\n| c | ${sentence} |\n` },
  'web/messages/en/a.po': {
    line: 5,
    text: (sentence) => `msgid ""\nmsgstr ""\n"Language: en\\n"\n\nmsgid "${sentence}"\nmsgstr "${sentence}"\n`,
  },
};

/** Files in which the same sentence is not English prose. */
const DATA: Record<string, (sentence: string) => string> = {
  'apps/data.ts': (sentence) => `export const a = ['// ${sentence}', \`/* ${sentence} */\`, /\\/\\/ ${sentence}/];\n`,
  'apps/element.tsx': (sentence) => `export const a = <p title="b">// ${sentence}</p>;\n`,
  'apps/data.sql': (sentence) => `SELECT '-- ${sentence}';\n`,
  'apps/server/database/schema.sql': (sentence) => `-- ${sentence}.\n`,
  'apps/generated/client.ts': (sentence) => `// ${sentence}.\n`,
  'docs/code.md': (sentence) => `\`\`\`sh\n# ${sentence}\n\`\`\`\n\nInline \`${sentence}\`.\n`,
  'web/messages/de/a.po': (sentence) => `msgid "${sentence}"\nmsgstr "${sentence}"\n`,
};

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'skilltrace-sentences-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function plant(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

/** Runs the check in one of the planted folders. */
function check(root: string, ...parameters: string[]): { code: number | null; lines: string[] } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...parameters, join(folder, root)], { encoding: 'utf8' });
  return { code: status, lines: `${stdout}${stderr}`.split('\n').filter((line) => line !== '') };
}

describe('constructions in prose', () => {
  let report: ReturnType<typeof check>;
  beforeAll(() => {
    for (const [file, { text }] of Object.entries(PLACES)) {
      for (const [index, [, sentence]] of ODD.entries()) plant(`odd/${index}/${file}`, text(sentence));
    }
    report = check('odd');
  });

  it('fail the check', () => expect(report.code).toBe(1));

  it.each(Object.entries(PLACES))('are each found once in %s, with line and suggestion', (file, { line }) => {
    for (const [index, [name]] of ODD.entries()) {
      const found = report.lines.filter((each) => each.startsWith(`${index}/${file}:`));
      expect(found).toEqual([expect.stringMatching(new RegExp(`:\\d+: ".+": use .+ instead of ${name}$`))]);
      // A sentence on several lines is reported where the construction begins.
      if (line !== undefined) expect(found[0]).toContain(`${index}/${file}:${line}: `);
    }
  });

  it('are counted with --count', () => {
    plant('few/a.md', 'Two start at once.\nThree end at\nonce.\n');
    const { code, lines } = check('few', '--count');
    expect(code).toBe(0);
    expect(lines.filter((line) => !line.startsWith('    0 '))).toEqual(['    2 at once']);
  });
});

it('plain English, data, code, generated files, other languages, headings and questions pass the check', () => {
  for (const [file, { text }] of Object.entries(PLACES)) {
    for (const [index, sentence] of PLAIN.entries()) plant(`plain/${index}/${file}`, text(sentence));
  }
  for (const [file, text] of Object.entries(DATA)) plant(`plain/${file}`, ODD.map(([, sentence]) => text(sentence)).join(''));
  plant('plain/heading.md', '# Who was erased is unknown\n\nWhat is larger is refused?\n');
  expect(check('plain')).toEqual({ code: 0, lines: [] });
});
