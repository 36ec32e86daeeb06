/** The parents of every commit in a history, by position. Stores about two numbers per commit. */
export class Ancestry {
  private readonly list: number[] = [];
  private readonly starts: number[] = [0];

  /** Adds the next commit. Its parents must have been added before. */
  add(parents: readonly number[]): void {
    this.list.push(...parents);
    this.starts.push(this.list.length);
  }

  /**
   * Distinguishes repeated work from copies of the same work. Several commits can share a key: a script that commits twice in a
   * second does the work twice, with one commit on top of the other, while a cherry-pick copies work to another branch.
   *
   * @param sharing the positions of the commits that share a key, ascending
   * @returns for each of these commits, the number of other ones in its ancestry, counted along the longest chain. Copies on
   *   parallel branches get the same number. Later commits do not change any number
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
