import type { ServerResponse } from 'node:http';

interface Turns {
  working: number;
  waiting: Set<() => void>;
}

/** Limits how many requests with the same key, such as a person, run concurrently. Further requests wait for their turn, in order. */
export class ConcurrencyLimit {
  private readonly turns = new Map<number, Turns>();

  constructor(private readonly most: number) {}

  /** @returns true if the request may begin and must call `end` afterwards; false if its client has disconnected */
  begin(key: number, raw: ServerResponse): Promise<boolean> {
    if (raw.destroyed) return Promise.resolve(false);
    const turns = this.turns.get(key) ?? { working: 0, waiting: new Set() };
    this.turns.set(key, turns);
    if (turns.working < this.most) {
      turns.working += 1;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const begin = () => {
        raw.off('close', leave);
        turns.working += 1;
        resolve(true);
      };
      const leave = () => {
        turns.waiting.delete(begin);
        resolve(false);
      };
      turns.waiting.add(begin);
      raw.once('close', leave);
    });
  }

  end(key: number): void {
    const turns = this.turns.get(key);
    if (!turns) return;
    turns.working -= 1;
    const [next] = turns.waiting;
    if (next !== undefined) {
      turns.waiting.delete(next);
      next();
    } else if (turns.working === 0) this.turns.delete(key);
  }
}
