import { MOST_TAGS } from '@skilltrace/domain/limits';

/** The tags with one more, which must be one line; a tag that stands already is not repeated. Letters stay as they are. */
export function withTag(tags: readonly string[], text: string): string[] {
  const tag = text.replaceAll(/\s+/g, ' ').trim();
  return tag === '' || tags.includes(tag) || tags.length >= MOST_TAGS ? [...tags] : [...tags, tag];
}

/** The skill whose name a tag only nearly is: the same letters, in another case or spacing. A Core Stack takes exact names alone. */
export function nearMiss(tag: string, skillNames: readonly string[]): string | undefined {
  if (skillNames.includes(tag)) return undefined;
  const bare = (text: string) => text.toLocaleLowerCase('en').replaceAll(/[\s._-]+/g, '');
  return skillNames.find((name) => bare(name) === bare(tag));
}
