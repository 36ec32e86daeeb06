/** The parents of every commit of a history, by place: two numbers per commit. */
export class Ancestry {
  private readonly list: number[] = [];
  private readonly starts: number[] = [0];

  /** Adds the next commit. Its parents come before it. */
  add(parents: readonly number[]): void {
    this.list.push(...parents);
    this.starts.push(this.list.length);
  }

  /**
   * Tells work that was done again from a copy of the same work. Several commits can share a key: a script that commits
   * twice in a second does the work twice, one commit on top of the other, and a cherry-pick copies it to another branch.
   *
   * @param sharing the places of the commits that share a key, ascending
   * @returns for each of these commits, how many others lead to it: copies on parallel branches have the same number. What
   *   is committed later changes no number
   */
  numberCopies(sharing: readonly number[]): number[] {
    const [first = 0] = sharing;
    const upTo: number[] = [];
    const numbers: number[] = [];
    for (let place = first; numbers.length < sharing.length; place += 1) {
      let before = 0;
      for (let at = this.starts[place] ?? 0; at < (this.starts[place + 1] ?? 0); at += 1)
        before = Math.max(before, upTo[(this.list[at] ?? 0) - first] ?? 0);
      const isOne = place === sharing[numbers.length];
      if (isOne) numbers.push(before);
      upTo.push(isOne ? before + 1 : before);
    }
    return numbers;
  }
}
