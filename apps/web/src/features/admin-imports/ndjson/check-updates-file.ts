import { t } from '@lingui/core/macro';
import { firstLineOf, isPacked } from './read-file.ts';

export type CheckedUpdatesFile = { isGood: true; isPacked: boolean; firstLine: string } | { isGood: false; why: string };

/** Checks the first line to see whether a file contains progress updates, so that a wrong file is not sent line by line. */
export async function checkUpdatesFile(file: Blob): Promise<CheckedUpdatesFile> {
  let packed: boolean;
  let first: Awaited<ReturnType<typeof firstLineOf>>;
  try {
    packed = await isPacked(file);
    first = await firstLineOf(file, packed);
  } catch {
    return {
      isGood: false,
      why: t`The file could not be read. If it is compressed, the archive is damaged or incomplete.`,
    };
  }
  if (first === undefined) return { isGood: false, why: t`The file is empty.` };
  const good: CheckedUpdatesFile = { isGood: true, isPacked: packed, firstLine: first.text.slice(0, 300) };
  if (!first.isWhole) return good;
  const object = objectIn(first.text);
  if (object === undefined)
    return {
      isGood: false,
      why: t`The first line is not a JSON object. A file of updates has one object per line. Import an organization file in the section above.`,
    };
  if (!('content' in object)) return { isGood: false, why: t`The first line is not a progress update: it has no "content".` };
  return good;
}

function objectIn(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
