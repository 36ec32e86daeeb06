/** An item that people choose by its name, with further facts about it. */
export interface DistinguishableItem {
  id: number;
  name: string;
  /** The most useful fact first, each as it is shown; null if unknown. */
  facts: readonly (string | null)[];
}

/** Equal for names that look the same to a reader, regardless of case, spaces and letter forms. */
const lookOf = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{Cf}]+/gu, ' ')
    .trim();

/**
 * The facts to show next to a name: the first fact, and of the others only those that distinguish it from items that look the same.
 * If no fact does, its id.
 */
export function distinguishingFacts(one: DistinguishableItem, others: readonly DistinguishableItem[]): string[] {
  const [first = null] = one.facts;
  const shown = first === null ? [] : [first];
  let lookAlikes = others.filter(
    ({ id, name, facts }) => id !== one.id && lookOf(name) === lookOf(one.name) && (facts[0] ?? null) === first,
  );
  for (const [index, fact] of one.facts.entries()) {
    const remaining = lookAlikes.filter(({ facts }) => (facts[index] ?? null) === fact);
    if (index > 0 && fact !== null && remaining.length < lookAlikes.length) shown.push(fact);
    lookAlikes = remaining;
  }
  const needsId = shown.length === 0 && others.some(({ id, name }) => id !== one.id && lookOf(name) === lookOf(one.name));
  return lookAlikes.length === 0 && !needsId ? shown : [...shown, `#${one.id}`];
}
