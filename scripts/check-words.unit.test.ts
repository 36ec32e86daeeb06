import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

// cspell:ignore colour organisation recieved
const ROOT = resolve(import.meta.dirname, '..');
const CSPELL = join(ROOT, 'node_modules/cspell/bin.mjs');

it('cspell rejects misspelled and British words in code, Markdown and messages, and accepts American ones', () => {
  const folder = mkdtempSync(join(tmpdir(), 'skilltrace-words-'));
  const [american, british, misspelled] = ['The color of the organization', 'The colour of the organisation', 'It was recieved'];
  writeFileSync(join(folder, 'a.ts'), `// ${american}.\n// ${british}.\nexport const a = '${misspelled}';\n`);
  writeFileSync(join(folder, 'b.md'), `${american}.\n${british}. ${misspelled}.\n`);
  writeFileSync(join(folder, 'c.po'), `msgid "${american}"\nmsgstr "${british}. ${misspelled}."\n`);
  try {
    const parameters = ['lint', '--no-summary', '--config', join(ROOT, 'cspell.json'), '--root', folder, '.'];
    const { status, stdout } = spawnSync(process.execPath, [CSPELL, ...parameters], { encoding: 'utf8' });
    const found = [...stdout.matchAll(/(\w\.\w+):(\d+).*Unknown word \((\w+)\)/g)].map(([, file, line, word]) => `${file}:${line} ${word}`);
    expect(found.toSorted()).toEqual([
      'a.ts:2 colour',
      'a.ts:2 organisation',
      'a.ts:3 recieved',
      'b.md:2 colour',
      'b.md:2 organisation',
      'b.md:2 recieved',
      'c.po:2 colour',
      'c.po:2 organisation',
      'c.po:2 recieved',
    ]);
    expect(status).toBe(1);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
