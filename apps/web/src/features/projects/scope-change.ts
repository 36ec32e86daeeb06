interface Named {
  id: number;
  name: string;
}

export interface ScopeChange {
  added: string[];
  removed: string[];
}

/** What becomes of a declared scope, by name. */
export function scopeChange(before: readonly Named[], after: readonly Named[]): ScopeChange {
  const without = (these: readonly Named[], those: readonly Named[]) =>
    these.filter(({ id }) => !those.some((other) => other.id === id)).map(({ name }) => name);
  return { added: without(after, before), removed: without(before, after) };
}

/** Every idea once, one a line, blank lines left out. */
export const ideasOf = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  ),
];

/** What stands in `metadata.skill_ideas`, which an import may have filled with anything. */
export function skillIdeasOf(metadata: Readonly<Record<string, unknown>>): string[] {
  const ideas = metadata['skill_ideas'];
  return Array.isArray(ideas) ? ideas.filter((idea): idea is string => typeof idea === 'string') : [];
}
