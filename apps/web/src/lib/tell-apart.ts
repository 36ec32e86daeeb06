/** Something that is chosen by its name, with what else is known about it. */
export interface Named {
  id: number;
  name: string;
  /** From what says most to what says least, each in the words in which it is shown; null where it is not known. */
  facts: readonly (string | null)[];
}

/** Names that a reader takes for the same: neither case nor spaces nor the form of a letter tells them apart. */
const lookOf = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{Cf}]+/gu, ' ')
    .trim();

/**
 * What to show beside a name: the first fact where there is one, and of the others only what tells it apart from those that read
 * the same. Where none does, or none is known, its number.
 */
export function tellApart(one: Named, others: readonly Named[]): string[] {
  const [first = null] = one.facts;
  const shown = first === null ? [] : [first];
  let rivals = others.filter(({ id, name, facts }) => id !== one.id && lookOf(name) === lookOf(one.name) && (facts[0] ?? null) === first);
  for (const [index, fact] of one.facts.entries()) {
    const left = rivals.filter(({ facts }) => (facts[index] ?? null) === fact);
    if (index > 0 && fact !== null && left.length < rivals.length) shown.push(fact);
    rivals = left;
  }
  const isBare = shown.length === 0 && others.some(({ id, name }) => id !== one.id && lookOf(name) === lookOf(one.name));
  return rivals.length === 0 && !isBare ? shown : [...shown, `#${one.id}`];
}
