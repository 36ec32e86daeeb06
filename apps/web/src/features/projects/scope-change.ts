interface Named {
  id: number;
  name: string;
}

export interface ScopeChange {
  added: string[];
  removed: string[];
}

/** The names of the skills that were added and removed. */
export function scopeChange(before: readonly Named[], after: readonly Named[]): ScopeChange {
  const without = (these: readonly Named[], those: readonly Named[]) =>
    these.filter(({ id }) => !those.some((other) => other.id === id)).map(({ name }) => name);
  return { added: without(after, before), removed: without(before, after) };
}

/** One idea per line, without duplicates and blank lines. */
export const ideasOf = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  ),
];

/** Reads `metadata.skill_ideas`. An import may have stored any value there. */
export function skillIdeasOf(metadata: Readonly<Record<string, unknown>>): string[] {
  const ideas = metadata['skill_ideas'];
  return Array.isArray(ideas) ? ideas.filter((idea): idea is string => typeof idea === 'string') : [];
}
