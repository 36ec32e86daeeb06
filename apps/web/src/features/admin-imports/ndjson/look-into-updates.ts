import { firstLineOf, isPacked } from './read-file.ts';

export type LookedIntoUpdates = { isGood: true; isPacked: boolean; firstLine: string } | { isGood: false; why: string };

/** Whether a file looks like progress updates, by its first line: better than to learn it from a million rejected ones. */
export async function lookIntoUpdates(file: Blob): Promise<LookedIntoUpdates> {
  let packed: boolean;
  let first: Awaited<ReturnType<typeof firstLineOf>>;
  try {
    packed = await isPacked(file);
    first = await firstLineOf(file, packed);
  } catch {
    return {
      isGood: false,
      why: 'The file could not be read. If it is packed, the archive is broken or cut off.',
    };
  }
  if (first === undefined) return { isGood: false, why: 'There is nothing in this file.' };
  const good: LookedIntoUpdates = { isGood: true, isPacked: packed, firstLine: first.text.slice(0, 300) };
  if (!first.isWhole) return good;
  const object = objectIn(first.text);
  if (object === undefined)
    return {
      isGood: false,
      why: 'Its first line is no JSON object. A file of updates has one object a line; an organization file goes above.',
    };
  if (!('content' in object)) return { isGood: false, why: 'Its first line has no "content": this is no progress update.' };
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
