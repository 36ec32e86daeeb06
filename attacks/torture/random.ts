import { createHash } from 'node:crypto';

/** Chance that can be repeated: the same seed draws the same. Not for secrets. */
export class Random {
  private state: number;

  constructor(readonly seed: string) {
    this.state = createHash('sha256').update(seed).digest().readUInt32LE(0);
  }

  /** From 0 up to, but not including, 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<Item>(items: readonly Item[]): Item {
    if (items.length === 0) throw new Error('nothing to pick from');
    return items[this.between(0, items.length - 1)] as Item;
  }

  /** Another source that depends on this one's seed and the name alone, not on what was drawn before. */
  fork(name: string | number): Random {
    return new Random(`${this.seed}/${name}`);
  }
}
