/**
 * Tells work that was done again from a copy of the same work. Several commits can share a key: a script that commits
 * twice in a second does the work twice, one commit on top of the other, and a cherry-pick copies it to another branch.
 *
 * @param parents the parents of each commit, by place; they come before it
 * @param sharing the places of the commits that share a key, ascending
 * @returns for each of these commits, how many others lead to it: copies on parallel branches have the same number. What is
 *   committed later changes no number
 */
export function numberCopies(parents: readonly (readonly number[])[], sharing: readonly number[]): number[] {
  const [first = 0] = sharing;
  const upTo: number[] = [];
  const numbers: number[] = [];
  for (let place = first; numbers.length < sharing.length; place += 1) {
    let before = 0;
    for (const parent of parents[place] ?? []) before = Math.max(before, upTo[parent - first] ?? 0);
    const isOne = place === sharing[numbers.length];
    if (isOne) numbers.push(before);
    upTo.push(isOne ? before + 1 : before);
  }
  return numbers;
}
