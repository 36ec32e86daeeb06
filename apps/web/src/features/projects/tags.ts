import { MOST_TAGS } from '@skilltrace/domain/limits';

/** Adds a tag on one line, unless the list has it already or is full. Keeps upper and lower case. */
export function withTag(tags: readonly string[], text: string): string[] {
  const tag = text.replaceAll(/\s+/g, ' ').trim();
  return tag === '' || tags.includes(tag) || tags.length >= MOST_TAGS ? [...tags] : [...tags, tag];
}

/** The skill whose name differs from the tag only in case, spacing or punctuation. A Core Stack needs the exact name. */
export function nearMiss(tag: string, skillNames: readonly string[]): string | undefined {
  if (skillNames.includes(tag)) return undefined;
  const bare = (text: string) => text.toLocaleLowerCase('en').replaceAll(/[\s._-]+/g, '');
  return skillNames.find((name) => bare(name) === bare(tag));
}
