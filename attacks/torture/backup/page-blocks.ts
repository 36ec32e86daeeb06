import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { databaseFolder } from '../../../apps/server/src/platform/database/schema/database-folder.js';

/** The root of the repository. It is the same for the sources and for the bundle. */
export const ROOT = join(databaseFolder(), '../../..');
const PAGE = 'docs/how-to/back-up-and-restore.md';

export interface Block {
  heading: string;
  language: string;
  code: string;
}

/** The code blocks of the backup page, in order. The tests run exactly the published commands. */
function blocksOfPage(): Block[] {
  const page = readFileSync(join(ROOT, PAGE), 'utf8');
  let heading = '';
  return [...page.matchAll(/^#+ (.+)$|^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(([, title, language, code]) => {
    if (title !== undefined) heading = title;
    return language === undefined || code === undefined ? [] : [{ heading, language, code: joinedLines(code) }];
  });
}

/** Returns the only block below a heading whose code contains this text. @throws Error if the page has no such block, or several */
export function blockWith(heading: string, text: string): Block {
  const found = blocksOfPage().filter((block) => block.heading === heading && block.code.includes(text));
  const [block] = found;
  if (!block || found.length > 1) throw new Error(`${PAGE} has ${found.length} blocks with ${text} below “${heading}”`);
  return block;
}

const joinedLines = (code: string) => code.replaceAll(/\\\n\s*/g, ' ');
